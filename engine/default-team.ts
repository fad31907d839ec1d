/** Of discussions, keys and members that belong to no team of a platform: whoever runs the installation. */
export const DEFAULT_TEAM = 'default';
