/** Actions of the model that no run can match, with the reason. */
export const notInSimulator: Readonly<Record<string, string>> = {
  'pm.requestSuspend': 'the simulator does not suspend the device yet',
  'driver.powerDown': 'the simulator does not suspend the device yet',
  'driver.resume': 'the simulator does not suspend the device yet',
};
