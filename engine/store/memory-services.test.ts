import { describe } from 'vitest';
import { memoryServices } from './memory-services.ts';
import { servicesContract } from './services.contract.ts';

describe('services in memory', () => servicesContract(() => memoryServices()));
