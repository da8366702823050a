using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Monitoring and dashboards.</summary>
internal static class MonitoringTokens
{
    public static SecretPattern[] Patterns { get; } =
    [
        new("datadog-access-token", "Datadog", "([A-Za-z0-9]{40}|[a-fA-F0-9]{32})")
        {
            Names = ["datadog", "dd-api-key", "dd-app-key", "dd-application-key"],
            Verify = BareValue.JudgeMixture,
            Samples = ["DATADOG_APP_KEY=" + SampleText.Lower(40), "DD_API_KEY: " + SampleText.Hexadecimal(32)],
            Counterexamples = ["datadog: " + SampleText.Lower(39)],
        },
        new("dynatrace-api-token", "Dynatrace", @"dt0[a-zA-Z]\d{2}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{64}")
        {
            MinimumEntropy = 3.5,
            Samples = ["dt0c01." + SampleText.Upper(24) + "." + SampleText.Upper(64)],
            Counterexamples = ["dt0c01." + SampleText.Upper(24) + "." + SampleText.Upper(20)],
        },
        new("grafana-api-key", "Grafana", "eyJrIjoi[A-Za-z0-9+/]{70,4000}={0,3}")
        {
            MinimumEntropy = 3.5,
            Verify = static key => SecretVerdict.KnownOrVerified(EncodedText.FromBase64(key) is { } json && JsonMembers.TryRead(json)?["k"] is not null),
            Samples = ["Authorization: Bearer eyJrIjoi" + "T0tTcG1pUlY2RnVKZTFVaDFsNFZXdE9ZWmNrMkZYbk" + "IsIm4iOiJhcGkta2V5LWZvci10ZXN0cyIsImlkIjoxfQ=="],
            Counterexamples = ["eyJrIjoi" + new string('x', 80)],
        },
        new("grafana-cloud-api-token", "Grafana Cloud", "glc_[A-Za-z0-9+/]{32,4000}={0,3}")
        {
            MinimumEntropy = 3,
            Verify = static token => SecretVerdict.KnownOrVerified(EncodedText.FromBase64(token.Substring(4)) is { } json
                && JsonMembers.TryRead(json)?["k"] is not null),
            Samples = ["glc_" + "eyJvIjoiMTIzNDUiLCJuIjoidGVzdCIsImsiOiJhYmMifQ==", "glc_" + SampleText.Mixed(80)],
            Counterexamples = ["glc_" + SampleText.Mixed(20)],
        },
        new("grafana-service-account-token", "Grafana", "glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}")
        {
            MinimumEntropy = 3,
            Samples = ["Authorization: Bearer glsa_" + SampleText.Mixed(32) + "_" + "0f1e2d3c"],
            Counterexamples = ["glsa_" + new string('X', 32) + "_AAAAAAAA"],
        },
    ];
}
