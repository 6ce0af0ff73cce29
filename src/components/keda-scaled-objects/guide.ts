/** What a user of the component has to know, for its README. */
export const guide = `
One instance per team or archetype; each is a Helm release of its own. It comes after \`keda\`, with the same
\`cluster_name\` and \`identity\`.

**Specs are KEDA's own.** What its documentation says about a ScaledObject, a ScaledJob or a TriggerAuthentication goes
under the object's name. Keys are \`<name>\` or \`<namespace>/<name>\`; the namespaces have to exist. Values of trigger
metadata are strings, in quotes: numbers and booleans are passed on as they are, and \`check\` reports them, because the
API server refuses them.

**What the component fills in**, where it is left out:

| trigger | \`awsRegion\` | \`authenticationRef\` |
|---|---|---|
| \`aws-sqs-queue\`, \`aws-cloudwatch\`, \`aws-dynamodb\` | the stack's region | a TriggerAuthentication \`<object>-<trigger name or position>\` with a role of its own |
| other \`aws-*\` | the stack's region | nothing |
| all others | | nothing |

A trigger of the first row that names a TriggerAuthentication declared here shares the role of that one, when it says
\`podIdentity: {provider: aws}\` and neither \`roleArn\` nor \`identityOwner: workload\`: the role can then read what all
its triggers name. A TriggerAuthentication with a \`roleArn\`, secrets or another provider, a
ClusterTriggerAuthentication, one that is declared elsewhere, and a trigger with access keys in its metadata
(\`awsAccessKeyIDFromEnv\`) stay as they are, and no role is made. A region that comes from the secret of a
TriggerAuthentication is overruled by the one in the metadata: write \`awsRegion\` there.

**Roles.** One per TriggerAuthentication, below the IAM path \`/keda/<cluster_name>/\`, trusted by the role of the KEDA
operator alone:

| trigger | may | on |
|---|---|---|
| \`aws-sqs-queue\` | \`sqs:GetQueueAttributes\` | the queue of \`queueURL\` |
| \`aws-cloudwatch\` | \`cloudwatch:GetMetricData\` | \`*\`: CloudWatch has no resources for it |
| \`aws-dynamodb\` | \`dynamodb:Query\` | the table of \`tableName\`, and its index \`indexName\` |

A queue or table of another account also needs the resource policy of that account. With \`podIdentity.externalID\` the
role asks for it. \`queueURLFromEnv\` is known to the pod alone, so it needs a \`roleArn\` of your own.

**Plans.** Nothing here needs the cluster to plan, and the plan shows every object in full. What the inputs get wrong
stops the plan with the object, the rule and the fix. After an apply a check warns about objects that KEDA reports as
not ready; an API server that cannot be reached is a warning, too.

**Order.** KEDA may see a ScaledObject before its TriggerAuthentication or its Deployment: it reports that and tries
again. Destroy this before \`keda\`, whose operator removes the finalizers of its objects.
`;
