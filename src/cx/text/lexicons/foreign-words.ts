/**
 * Frequent words of languages that Pulso does not read, so that it does not take their texts for one that it does. Words that they share with
 * English or Spanish belong to the lists, too: the language with most of the words of a text wins.
 */
export const foreignWords: Readonly<Record<string, string>> = {
  fr: `le la les un une des de du et est en que qui ne pas pour dans avec sur vous nous je il elle on ce cette ces mais plus tres votre notre jamais rien
    personne mon ma mes son sa ses aux au sont ete etre ont fait bonjour merci c'est j'ai n'est n'ai d'un d'une qu'il a par ou tout tous meme comme bien
    aussi sans depuis toujours encore votre vos nos leur si peu fois apres avant chez lui y me se deux`,
  it: `il lo la i gli le un uno una di del della dei delle degli che e non per sono con alla al nel nella anche piu molto mi ho hai ha hanno questo questa
    ma come perche grazie buongiorno mai niente nessuno stato stata essere da dal dalla si ci ne se tutto tutti sempre ancora dopo prima senza loro voi
    noi vostro nostro quando dove cosa solo bene era abbiamo avete in a su vi tra sul sulla dell'`,
  pt: `o a os as um uma de do da dos das em no na nos nas que e nao com para por mais mas eu voces voce ele ela isso esse essa este esta muito muita ja
    obrigado obrigada tambem pelo pela ao aos estou esta estao tem tenho foi foram meu minha seu sua nunca nada ninguem quando como ate sem so bom boa
    depois ainda sao ser ter se me lhe nosso nossa porque fazer fiz pra tudo cada agora sobre entre`,
  de: `der die das und ist nicht ich wir sie es mit fur auf ein eine einen einem einer von zu zum zur dem den des im in auch wird werden sind haben hat habe
    hatte bei aber oder nach wie mein meine kein keine sehr danke bitte war waren noch schon nur dass wenn uns mir mich ihr ihre immer mehr niemand
    nichts als aus um durch seit so am an man kann muss wurde`,
  nl: `de het een en van is niet ik wij dat die dit voor op met zijn aan te er maar ook om heb heeft hebben geen mijn naar bij nog wel dank je u jullie ze
    hij we ons onze als dan door over al zo was waren wordt worden kan niemand niets zeer veel meer in uit tot`,
  ca: `el la els les i un una de del dels al als amb per que no es son aquest aquesta molt mes pero tambe heu teniu gracies mai ningu res ha han he ens
    us em hi va van si com quan on seva meva nostre vostre tot tots sense fins des ja mateix sempre encara a en o se ho li cap`,
  pl: `nie jest sie na to ze do z i w jak ale co tak czy od po za juz mi jestem bardzo przez przy dla ten ta moj moja mam ma nikt nic byl byla sa tylko
    prosze dziekuje kiedy`,
  sv: `och ar det att inte jag en ett pa for med som av den till om har hade ni vi mig min mitt men fran var kan ska nar mycket ingen inget tack eller`,
  da: `og er det at ikke jeg en et pa for med som af den til om har havde vi mig min mit men fra var kan skal nar meget ingen tak eller blev jer hvis`,
};
