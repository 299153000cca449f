export { memoryStore } from "@moncomptepro/test-kit/memory-store";
