// Alerts such as Prometheus sends: 284 bytes of label JSON, about 745 bytes with the rest; 1,000 groups.
export type BenchAlert = {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly startsAt: string
  readonly endsAt: string
  readonly generatorURL: string
}

const GROUPS = 1_000

/** The alert with this number; the same number is the same alert. `run` tells the alerts of one run from those of another. */
export function benchAlert(run: string, number: number, nowMs: number): BenchAlert {
  const group = number % GROUPS
  const pod = `api-${(number * 2_654_435_761) % 4_294_967_296}-${number}`
  return {
    labels: {
      alertname: `PodRestartsTooOften${group % 100}`,
      cluster: `eu-central-${Math.floor(group / 100)}`,
      container: 'application',
      env: 'production',
      instance: `10.${number % 250}.${group % 250}.17:9100`,
      job: 'kubernetes-pods',
      namespace: 'payments-and-settlement',
      pod,
      run,
      service: 'checkout',
      severity: 'warning',
      team: 'payments-platform',
    },
    annotations: {
      summary: `Pod ${pod} restarts too often`,
      description: `Container application of pod ${pod} has restarted more than 5 times in the last 10 minutes.`,
    },
    startsAt: new Date(nowMs - 60_000).toISOString(),
    endsAt: new Date(nowMs + 240_000).toISOString(),
    generatorURL:
      'http://prometheus.example.org:9090/graph?g0.expr=increase%28kube_pod_container_status_restarts_total%5B10m%5D%29+%3E+5&g0.tab=1',
  }
}

/** Bodies of `batch` alerts each. `numberOf` says which alert stands at a place. */
export function bodies(
  run: string,
  count: number,
  batch: number,
  numberOf: (place: number) => number,
): readonly string[] {
  const now = Date.now()
  return Array.from({ length: Math.ceil(count / batch) }, (_, request) =>
    JSON.stringify(
      Array.from({ length: batch }, (_unused, place) =>
        benchAlert(run, numberOf(request * batch + place), now),
      ),
    ),
  )
}
