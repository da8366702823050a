// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>What lets a machine into a cluster: Docker Swarm, k3s and RKE2, kubeadm; and the keys that SOPS opens files with.</summary>
internal static class ClusterTokens
{
    private const string Bech32 = "[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]";

    public static SecretPattern[] Patterns { get; } =
    [
        new("docker-swarm-join-token", "Docker Swarm", "SWMTKN-(1|2-[01])-[0-9a-z]{40,64}-[0-9a-z]{20,40}")
        {
            Samples = ["docker swarm join --token SWMTKN-1-" + SampleText.Lower(50) + "-" + SampleText.Lower(25)],
            Counterexamples = ["SWMTKN-1-" + "token", "SWMTKN-1-" + new string('x', 50) + "-" + new string('x', 25)],
        },
        new("docker-swarm-unlock-key", "Docker Swarm", "SWMKEY-1-[A-Za-z0-9+/]{43}")
        {
            Samples = ["SWMKEY-1-" + SampleText.Mixed(42) + "/"],
            Counterexamples = ["SWMKEY-1-" + new string('x', 43), "SWMKEY-1-" + SampleText.Mixed(20)],
        },
        new("k3s-token", "k3s", "K10[0-9a-f]{64}::[A-Za-z0-9:._+/=~-]{8,256}")
        {
            Samples =
            [
                "K3S_TOKEN=K10" + SampleText.Hexadecimal(64) + "::server:" + SampleText.Hexadecimal(32),
                "token: K10" + SampleText.Hexadecimal(64) + "::" + SampleText.Lower(6) + "." + SampleText.Lower(16)
            ],
            Counterexamples = ["K10" + SampleText.Hexadecimal(64), "K10" + SampleText.Hexadecimal(64) + "::server:"],
        },
        new("kubernetes-bootstrap-token", "Kubernetes", @"[a-z0-9]{6}\.[a-z0-9]{16}")
        {
            Names = ["token", "kubeadm", "bootstrap"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples =
            [
                "kubeadm join 10.0.0.1:6443 --token " + SampleText.Lower(6) + "." + SampleText.Lower(16),
                "token: \"" + SampleText.Lower(6) + "." + SampleText.Lower(16) + "\""
            ],
            Counterexamples = ["token: " + "kernel.tokenizersettings", "version: " + SampleText.Lower(6) + "." + SampleText.Lower(16)],
        },
        new("age-secret-key", "age", "AGE-SECRET-KEY-(PQ-)?1" + Bech32 + "{58}")
        {
            Kind = SecretKind.PrivateKey,
            Verify = static key => SecretVerdict.KnownOrVerified(Bech32Checksum.IsRight(key)),
            Samples = ["SOPS_AGE_KEY=AGE-SECRET-KEY-1" + SampleText.Upper(58).Replace('B', 'Q').Replace('1', '2').Replace('O', '0').Replace('I', '3')],
            Counterexamples = ["AGE-SECRET-KEY-1" + new string('Q', 58), "age1" + SampleText.Lower(58)],
        },
    ];
}
