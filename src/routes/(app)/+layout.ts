/** These pages open from the device, without the network: nothing of them is rendered on a server. */
export const ssr = false;
