import { memoryQueue } from './memory.ts';
import { queueContract } from './queue.contract.ts';

queueContract('memory', async () => memoryQueue, { shared: false });
