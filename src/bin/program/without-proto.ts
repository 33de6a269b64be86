/**
 * Imported first: nothing in this process can reach a prototype through `__proto__` any more, so data from outside
 * that carries such a key stays data. As Node's --disable-proto=delete, which a running process cannot be given.
 */
delete (Object.prototype as { __proto__?: unknown }).__proto__;

export {};
