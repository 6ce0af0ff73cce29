import { defineComponent } from "../../framework/component";
export const pipelineAccess = defineComponent({
  name: "pipeline-access",
  summary: "x",
  guide: "",
  example: "",
  inputs: {},
  build() {},
});
