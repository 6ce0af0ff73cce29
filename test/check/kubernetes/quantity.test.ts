import { parseQuantity } from "../../../src/check/kubernetes/quantity";

test.each([
  ["500m", 0.5],
  ["4", 4],
  [4, 4],
  ["1.5", 1.5],
  ["16Gi", 16 * 2 ** 30],
  ["2G", 2e9],
  ["1e3", 1000],
  ["0", 0],
  ["4 cores", undefined],
  ["", undefined],
  ["!terraform.state quotas cpu", undefined],
  [undefined, undefined],
])("%j is %j base units", (text, amount) => {
  expect(parseQuantity(text)).toBe(amount);
});
