import { stampOf } from "../../lab/build-tools";
import { plain } from "../../lab/command";
import { clock } from "../../lab/progress";
import { reportLines } from "../../lab/report";
import { toolPins } from "../../lab/tool-pins";

describe("pure parts of the lab", () => {
  test.each([
    [4, "0:04"],
    [75.4, "1:15"],
    [3600, "60:00"],
  ])("%d seconds read %s", (seconds, text) => {
    expect(clock(seconds)).toBe(text);
  });

  test("logs are shown without colours", () => {
    expect(plain("\u001b[0m\u001b[1mPlan:\u001b[0m 1 to add")).toBe("Plan: 1 to add");
  });

  test("the report names what exists in each account, and says so when there is nothing", () => {
    const nothing = { identity: "", objects: {}, roles: [], policies: [], oidc: [] };
    expect(
      reportLines({
        "111111111111": {
          ...nothing,
          objects: { "acme-mgmt-tfstate": ["dev/keda/dev-use1/terraform.tfstate"] },
          roles: ["a"],
          policies: ["b", "c"],
        },
        "222222222222": nothing,
      }),
    ).toStrictEqual([
      "account 111111111111",
      "  bucket acme-mgmt-tfstate: 1 object",
      "    dev/keda/dev-use1/terraform.tfstate",
      "  1 role:",
      "    a",
      "  2 policies:",
      "    b",
      "    c",
      "account 222222222222",
      "  nothing",
    ]);
  });

  test.each(toolPins)("$name is built again when its pins or its flags change", (pin) => {
    const stamp = stampOf(pin, () => "same");
    expect([
      stampOf(pin, () => "same"),
      stampOf(pin, (path) => (path.endsWith("/go.sum") ? "other" : "same")) === stamp,
      stampOf({ ...pin, ldflags: `${pin.ldflags} -X a=b` }, () => "same") === stamp,
    ]).toStrictEqual([stamp, false, false]);
  });
});
