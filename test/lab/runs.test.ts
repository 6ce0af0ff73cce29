import { logsToForget } from "../../lab/runs";

const run = (second: number) => `20261124-0000${String(second).padStart(2, "0")}-1`;

test("the logs of the last five runs stay, and with them those of builds and of runs that are still there", () => {
  const builds = ["build-atmos.log", "build-tofu.log", "build-etcd.log", "build-kwok.log", "build-moto.log"];
  const runs = [1, 2, 3, 4, 5, 6, 7, 8].map(run);
  expect(logsToForget([...builds, ...runs], new Set([run(1), run(8)]))).toEqual([run(2), run(3)]);
});
