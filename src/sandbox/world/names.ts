import type { Country, Language } from './world.ts';

const list = (text: string): readonly string[] => text.trim().split(/\s*[,\n]\s*/);

export const FIRST_NAMES: Readonly<Record<Language, readonly string[]>> = {
  es: list(`Lucía, Martín, Valeria, Andrés, Carmen, Javier, Inés, Álvaro, Paula, Sergio, Rocío, Diego, Marta, Joaquín, Elena, Rubén, Noelia, Iván
    Ximena, Santiago, Camila, Emiliano, Renata, Facundo, Agustina, Matías, Florencia, Nicolás, Daniela, Camilo, Juliana, Esteban, Pilar, Gonzalo
    Begoña, Iker, Ainhoa, Jordi, Montserrat, Xoán, Sabela, Fernando, Teresa, Raúl, Alicia, Óscar, Silvia, Víctor, Cristina, Hugo, Verónica, Tomás`),
  en: list(`Oliver, Amelia, Jack, Isla, Harry, Freya, George, Poppy, Charlie, Niamh, Liam, Aoife, Sean, Ciara, Ethan, Grace, Noah, Ella, Lucas
    Emily, Mason, Abigail, Logan, Harper, Wyatt, Savannah, Marcus, Denise, Tyrone, Keisha, Priya, Arjun, Yusuf, Fatima, Wei, Tamsin, Callum, Eilidh
    Rhys, Megan, Gareth, Bethan, Stephen, Karen, Paul, Deborah, Ian, Joanne, Simon, Rachel, Trevor, Wendy`),
};

export const LAST_NAMES: Readonly<Record<Language, readonly string[]>> = {
  es: list(`García, Fernández, Núñez, Ibáñez, Castaño, Peralta, Quintero, Salazar, Montoya, Echeverría, Goikoetxea, Puig, Ferrer, Otero, Lamas
    Vázquez, Rincón, Cárdenas, Zambrano, Olmedo, Carrasco, Bustamante, Villalobos, Acosta, Medina, Rivas, Paredes, Solís, Benítez, Domínguez, Muñoz
    Gallardo, Crespo, Pastor, Marín, Herrera, Aguirre, Robledo, Sandoval, Pacheco, Escobar, Tejada, Luque, Baena, Roldán, Arroyo, Cisneros, Urrutia`),
  en: list(`Hughes, Patel, Clarke, Murphy, O'Brien, Walsh, Thompson, Wright, Evans, Robinson, Carter, Brooks, Sullivan, Nguyen, Okonkwo, Khan
    Bennett, Fletcher, Hargreaves, Doyle, Byrne, Campbell, Fraser, MacLeod, Price, Griffiths, Reyes, Coleman, Foster, Barnes, Dixon, Palmer, Webb
    Holloway, Sinclair, Marsh, Whitfield, Tanner, Osborne, Chambers, Lowe, Quinn, Gallagher, Hollis, Pryce, Ramsey, Sutton, Weaver`),
};

export const CITIES: Readonly<Record<Country, readonly string[]>> = {
  ES: ['Bilbao', 'Valencia', 'Sevilla', 'A Coruña', 'Zaragoza', 'Málaga', 'Girona', 'Valladolid'],
  MX: ['Guadalajara', 'Querétaro', 'Ciudad de México', 'Mérida'],
  AR: ['Córdoba', 'Rosario', 'Buenos Aires', 'Mendoza'],
  CO: ['Medellín', 'Bogotá', 'Cali'],
  GB: ['Leeds', 'Bristol', 'Manchester', 'Cardiff', 'Edinburgh', 'Norwich'],
  IE: ['Cork', 'Galway', 'Dublin'],
  US: ['Portland', 'Austin', 'Columbus', 'Denver'],
};

export const COUNTRY_WEIGHTS: Readonly<Record<Country, number>> = { ES: 34, MX: 9, AR: 6, CO: 5, GB: 30, IE: 7, US: 9 };

/** The free digits of a number are the x. Kept for fiction by the regulators (GB, US), or so low that nobody was given them. */
const PHONES: Readonly<Record<Country, string>> = {
  ES: '+34 600 000 xxx',
  MX: '+52 55 5555 0xxx',
  AR: '+54 11 5555 0xxx',
  CO: '+57 300 000 0xxx',
  GB: '+44 7700 900xxx',
  IE: '+353 85 000 0xxx',
  US: '+1 212 555 01xx',
};

/** Returns a telephone number of that country which rings nowhere; `digits` are three. */
export function phoneOf(country: Country, digits: string): string {
  const free = PHONES[country].indexOf('x');
  return PHONES[country].slice(0, free) + digits.slice(free - PHONES[country].length);
}

export function languageOf(country: Country): Language {
  return country === 'GB' || country === 'IE' || country === 'US' ? 'en' : 'es';
}

export const COMPANY_NAMES: Readonly<
  Record<Language, { readonly kinds: readonly string[]; readonly places: readonly string[] }>
> = {
  es: {
    kinds:
      list(`Hotel, Clínica Dental, Administración de Fincas, Residencia, Gimnasio, Colegio, Panadería, Restaurante, Inmobiliaria, Talleres
      Óptica, Farmacia, Guardería, Hostal, Asesoría`),
    places:
      list(`Alameda, Miramar, San Telmo, La Ribera, Los Olivos, Monteclaro, Costa Brava, El Mirador, Santa Lucía, Puerta Norte, Las Palmeras
      Rías Bajas, Sierra Blanca, El Roble, Campo Real, La Merced`),
  },
  en: {
    kinds:
      list(`Dental Practice, Hotel, Lettings, Care Home, Gym, School, Bakery, Property Management, Veterinary Clinic, Guest House, Pharmacy
      Coworking, Nursery, Opticians, Brewery`),
    places:
      list(`Harbour, Maple Street, Kingfisher, Northgate, Riverside, Old Mill, Beacon Hill, Willow Park, Castle View, Fernside, Highfield
      Saltmarsh, Copper Lane, Station Road, Orchard, Lakeside`),
  },
};

export const INDUSTRY_OF_KIND: Readonly<Record<string, string>> = {
  Hotel: 'HOSPITALITY',
  Hostal: 'HOSPITALITY',
  'Guest House': 'HOSPITALITY',
  Restaurante: 'RESTAURANTS',
  Panadería: 'FOOD_PRODUCTION',
  Bakery: 'FOOD_PRODUCTION',
  Brewery: 'FOOD_PRODUCTION',
  'Clínica Dental': 'HOSPITAL_HEALTH_CARE',
  'Dental Practice': 'HOSPITAL_HEALTH_CARE',
  Residencia: 'HOSPITAL_HEALTH_CARE',
  'Care Home': 'HOSPITAL_HEALTH_CARE',
  Farmacia: 'HOSPITAL_HEALTH_CARE',
  Pharmacy: 'HOSPITAL_HEALTH_CARE',
  Óptica: 'HOSPITAL_HEALTH_CARE',
  Opticians: 'HOSPITAL_HEALTH_CARE',
  'Veterinary Clinic': 'VETERINARY',
  'Administración de Fincas': 'REAL_ESTATE',
  Inmobiliaria: 'REAL_ESTATE',
  Lettings: 'REAL_ESTATE',
  'Property Management': 'REAL_ESTATE',
  Gimnasio: 'HEALTH_WELLNESS_AND_FITNESS',
  Gym: 'HEALTH_WELLNESS_AND_FITNESS',
  Colegio: 'PRIMARY_SECONDARY_EDUCATION',
  School: 'PRIMARY_SECONDARY_EDUCATION',
  Guardería: 'PRIMARY_SECONDARY_EDUCATION',
  Nursery: 'PRIMARY_SECONDARY_EDUCATION',
  Talleres: 'AUTOMOTIVE',
  Asesoría: 'ACCOUNTING',
  Coworking: 'LEISURE_TRAVEL_TOURISM',
};

export const JOB_TITLES: Readonly<Record<Language, readonly string[]>> = {
  es: list(
    `Gerente, Directora, Responsable de mantenimiento, Administración, Recepción, Jefa de compras, Propietario, Coordinadora, Contabilidad`,
  ),
  en: list(
    `Owner, General manager, Facilities manager, Office manager, Front desk lead, Head of purchasing, Accounts, Operations lead, Caretaker`,
  ),
};
