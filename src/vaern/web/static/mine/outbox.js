// Calls that are not delivered yet, kept on the telephone: they outlive the page and a telephone that was switched off.

const NAME = "notes";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(NAME, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const done = database.transaction(NAME, mode);
    const asked = act(done.objectStore(NAME));
    done.oncomplete = () => resolve(asked.result);
    done.onerror = () => reject(done.error);
  });
}

export const keep = (call) => within("readwrite", (store) => store.put(call));
export const drop = (key) => within("readwrite", (store) => store.delete(key));
export const kept = () => within("readonly", (store) => store.getAll());
