import { defineComponent } from "../../framework/component";
import { buildBucket } from "./bucket";
import { inputs } from "./inputs";
import { buildRoles } from "./roles";

/** State bucket, its key, and per account a plan role and an apply role that reach only that account's prefix. */
export const tfstateBackend = defineComponent({
  name: "tfstate-backend",
  summary:
    "The bucket that holds all Terraform state, and the roles through which each account reaches its own part of it.",
  guide: `
It runs once, in the management account, before everything else: \`atmos workflow bootstrap -f bootstrap\` applies
it with local state and then moves that state into the bucket.

A state object is \`<stage>/<component>/<workspace>/terraform.tfstate\`. The apply role of \`dev\` reads and writes
\`dev/*\`; the plan role reads it, and writes nothing but lock objects (\`*.tflock\`). The KMS key is bound to the same
prefixes by its encryption context, so another account's state cannot be decrypted either.

The bucket refuses to be destroyed. To give it up: remove \`prevent_destroy\` from main.tf.json by hand, empty the
bucket, destroy.
`,
  example: `
components:
  terraform:
    tfstate-backend:
      metadata:
        component: tfstate-backend
      vars:
        accounts:
          mgmt: {}
          dev: {}
          prod:
            apply_principal_arns:
              - arn:aws:iam::111111111111:role/acme-mgmt-pipeline-prod-apply
`,
  inputs,
  build(stack) {
    const bucket = buildBucket(stack);
    const roles = buildRoles(stack, bucket);
    stack.output(
      "bucket_name",
      bucket.nameOrNull,
      "Name of the state bucket, for the stacks' backend section.",
    );
    stack.output("kms_key_arn", bucket.keyArn, "KMS key that encrypts the state.");
    stack.output("plan_role_arns", roles.planArns, "State role for plans, by stage.");
    stack.output("apply_role_arns", roles.applyArns, "State role for applies, by stage.");
  },
});
