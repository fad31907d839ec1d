import { memoryStore } from './memory.ts';
import { spendingContract } from './spending.contract.ts';
import { storeContract } from './store.contract.ts';

const open = async () => ({ store: memoryStore(), close: async () => {} });
storeContract('memory', open);
spendingContract('memory', open);
