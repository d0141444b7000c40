import { salesforce } from '../../../src/crm/salesforce/index.ts';
import { crmContract } from './battery.ts';
import { salesforceBench } from './salesforce-bench.ts';

crmContract('Salesforce', salesforceBench, salesforce.manifest.capabilities);
