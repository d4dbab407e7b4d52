/** Whether Gavel may use the system's notifications: the browser's permission is the switch itself. */
export interface NotifyPort {
  isOn(): Promise<boolean>;
  /** Asks the person. Works only inside a click. */
  switchOn(): Promise<boolean>;
  /** Gives the permission back. */
  switchOff(): Promise<boolean>;
  /** Calls back after every change, until the returned function is called. */
  watch(changed: () => void): () => void;
}
