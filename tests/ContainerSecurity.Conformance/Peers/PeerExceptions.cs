namespace ContainerSecurity.Conformance.Peers;

/// <summary>Cases that come out otherwise than the peer says, by reason. The lists shrink: a case that comes out right fails a test.</summary>
internal static class PeerExceptions
{
    private const string HostPorts = "kyverno/pod-security/baseline/disallow-host-ports-range/host-port-range";

    /// <summary>The Pod Security Standards contradict the peer, and decide.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Standard = new Dictionary<string, string[]>
    {
        ["Kyverno's sample policy lets ports 5000 to 6000 of the host be used; the standard allows none."] =
        [
            .. new[] { "Pod-goodpod", "Deployment-gooddeployment", "CronJob-goodcronjob" }.SelectMany(
                kind => new[] { "02", "03", "05", "06", "08", "09", "10" }, (kind, number) => $"{HostPorts}/{kind}{number}"),
        ],
        ["Dropping NET_RAW alone is enough for the peer; the standard wants ALL dropped."] =
        [
            "kube-linter/drop-net-raw-capability/0-dont-fire",
            "kube-linter/drop-net-raw-capability/1-dont-fire",
            "kyverno/best-practices/require-drop-cap-net-raw/require-drop-cap-net-raw/Pod-drop-good",
        ],
        ["Polaris is content with a list of capabilities, and with 'All'; the standard wants ALL, in this case."] =
        [
            "polaris/insecureCapabilities/success",
            "polaris/insecureCapabilities/success.all",
            "polaris/insecureCapabilities/success.case",
            "polaris/insecureCapabilities/success.pod",
        ],
    };

    /// <summary>We judge otherwise, or not yet.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Ours = new Dictionary<string, string[]>
    {
        ["Any one probe is enough for Kyverno, a startup probe too; kube-linter, Polaris and we ask for liveness and for readiness."] =
        [
            "kyverno/best-practices/require-probes/validate-probes/Pod-goodpod03",
            "kyverno/best-practices/require-probes/validate-probes/Pod-goodpod04",
        ],
        ["The API server stores Always for an image without a version that names no policy; Polaris wants it written."] =
        [
            "polaris/pullPolicyNotAlways/failure",
            "polaris/pullPolicyNotAlways/failure.cron-job",
        ],
        ["The Ingress serves every host, its certificate is for one; any certificate is enough for Polaris."] =
        [
            "polaris/tlsSettingsMissing/success",
        ],
        ["A policy type without rules denies all traffic of its direction, which is the strictest; Polaris wants rules."] =
        [
            "polaris/missingNetworkPolicy/failure.netpol_missing_egress_rules",
            "polaris/missingNetworkPolicy/failure.netpol_missing_ingress_rules",
        ],
        ["A policy selects the pod, if for one direction; CSEC7001 asks for a policy, Polaris for both directions."] =
        [
            "polaris/missingNetworkPolicy/failure.netpol_missing_egress_in_policytypes",
            "polaris/missingNetworkPolicy/failure.netpol_missing_ingress_in_policytypes",
        ],
        ["At the least load there is exactly what the budget wants to stay, and no pod can be evicted; Polaris looks at more alone, kube-linter as we do."] =
        [
            "polaris/pdbMinAvailableGreaterThanHPAMinReplicas/success.equals",
            "polaris/pdbMinAvailableGreaterThanHPAMinReplicas/success.no-min-replicas",
        ],
        ["The Deployment has one replica, which is what stands where none is written; Polaris compares with autoscalers alone."] =
        [
            "polaris/pdbMinAvailableGreaterThanHPAMinReplicas/success.hpa-no-match",
            "polaris/pdbMinAvailableGreaterThanHPAMinReplicas/success.no-hpa",
        ],
        ["No minReplicas stands for 1; Polaris judges what is written alone."] =
        [
            "polaris/hpaMinAvailability/success.minReplicaAbsent",
        ],
        ["The core group has no PodDisruptionBudget; the API server refuses it."] =
        [
            "polaris/pdbDisruptionsIsZero/failure.either",
            "polaris/pdbDisruptionsIsZero/failure.max",
            "polaris/pdbDisruptionsIsZero/failure.min",
        ],
        ["The template has no labels, so that the budget selects none of its pods; kube-linter looks at the selector."] =
        [
            "kube-linter/pdb-min-available/0-baz",
        ],
        ["Jobs of a CronJob are removed by its history limits; kube-linter refuses a time beside them."] =
        [
            "kube-linter/job-ttl-seconds-after-finished/2-bad-cronjob",
        ],
        ["One replica, which is what stands where none is written, cannot be spread; Polaris asks for it all the same."] =
        [
            "polaris/topologySpreadConstraint/failure.empty",
            "polaris/topologySpreadConstraint/failure.nospreadconstraint",
        ],
        ["Between the marks of the private key stands xxxxxxxx, a placeholder; the mark alone is enough for Polaris."] =
        [
            "polaris/sensitiveConfigmapContent/failure.value_private_key",
            "polaris/sensitiveContainerEnvVar/failure.value_private_key",
        ],
    };
}
