import type { ClusterName } from "./cluster-names";
import { fittedName } from "./expressions";
import type { ComponentStack } from "./stack";

/**
 * Declares a local value with the name `<cluster_name>-<suffix>`, cut to the service's limit, and returns its
 * expression.
 *
 * @param local name of the local value
 */
export function clusterName(stack: ComponentStack<never>, local: string, name: ClusterName): string {
  const full = stack.localText(`${local}_full`, `\${var.cluster_name}-${name.suffix}`);
  return stack.local(local, fittedName(full, name.limit), { maxLength: name.limit });
}
