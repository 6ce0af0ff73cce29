import { App } from "cdktf";
import { components } from "./components";
import { ComponentStack } from "./framework/stack";

/** The CDKTF app, for `cdktf synth` and other CDKTF tools. `npm start` writes the Atmos layout from the same stacks. */
const app = new App();
for (const component of components) new ComponentStack(app, component);
app.synth();
