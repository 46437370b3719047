declare module "virtual:land" {
  /** Country code → rings, each as steps of hundredths of a degree: `[east, north, east, north, …]`. */
  const land: [code: string, rings: number[][]][];
  export default land;
}

declare module "virtual:coast" {
  /** The same with fewer corners, in tenths of a degree. */
  const coast: [code: string, rings: number[][]][];
  export default coast;
}
