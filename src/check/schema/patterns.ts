/** What the patterns of the pinned CRDs and of the components' inputs accept, in words. */
const KNOWN: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^\^\(\(\[0-9\]\+\(s\|m\|h\)\)\+\|Never/, 'a duration such as "30m" or "720h", or "Never"'],
  [/^\^\(\[0-9\]\+\(s\|m\|h\)\)\+\$$/, 'a duration such as "30m" or "48h"'],
  [/^\^\(\(\(\[0-9\]\+\(h\|m\)\)\|/, 'a duration in hours and minutes, such as "8h" or "1h30m"'],
  [/^\^\(\(100\|\[0-9\]\{1,2\}\)%\|/, 'a number of nodes such as "5", or a percentage such as "10%"'],
  [
    /^\^\(@\(annually\|yearly/,
    'five cron fields in UTC, such as "0 9 * * mon-fri", or a macro such as "@daily"',
  ],
  [/^\^\(\\\+\|-\)\?\(\(\[0-9\]\+/, 'a quantity such as "500m", "4" or "16Gi"'],
  [/^\^\(\(\\d\{1,2\}/, 'a percentage such as "10%", or a quantity such as "500Mi"'],
  [/^\^\(\(\?:\[1-9\]\[0-9\]\{0,3\}\|.*Gi\|/, 'a volume size such as "50Gi"'],
  [/^\^\(\[a-z0-9\]\(\[-a-z0-9\]\*\[a-z0-9\]\)\?\(\\\./, 'a label key such as "team" or "example.com/team"'],
  [
    /^\^\(\(\[A-Za-z0-9\]\[-A-Za-z0-9_\.\]\*\)\?\[A-Za-z0-9\]\)\?\$$/,
    "a label value: letters, digits, and - _ . inside",
  ],
  [/^ami-/, 'an image id such as "ami-0123456789abcdef0"'],
  [/^subnet-/, 'a subnet id such as "subnet-0123456789abcdef0"'],
  [/^sg-/, 'a security group id such as "sg-0123456789abcdef0"'],
  [/^\^cr-/, 'a capacity reservation id such as "cr-0123456789abcdef0"'],
  [/^\^pg-/, 'a placement group id such as "pg-0123456789abcdef0"'],
  [/^\^\[0-9\]\{12\}\$$/, "12 digits in quotes"],
  [/^\^\[\^\/\]\*\$$/, 'an API group without a version, such as "karpenter.k8s.aws"'],
  [/^\^\[a-z\]\{2\}\(-\[a-z\]\+\)\+-\[0-9\]/, 'a region such as "us-east-1"'],
  [
    /arn:\[a-z-\]\+:iam::\[0-9\]\{12\}:role/,
    'a role ARN such as "arn:aws:iam::222222222222:role/acme-dev-apply"',
  ],
];

/** What a pattern accepts: in words where it is a known one, else the pattern itself. */
export function explainPattern(pattern: string): string {
  return KNOWN.find(([known]) => known.test(pattern))?.[1] ?? `text that matches ${pattern}`;
}
