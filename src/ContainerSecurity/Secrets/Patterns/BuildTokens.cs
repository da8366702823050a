using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Code hosting, builds and delivery.</summary>
internal static class BuildTokens
{
    public static SecretPattern[] Patterns { get; } =
    [
        new("bitbucket-client-id", "Bitbucket", "[A-Za-z0-9]{32}")
        {
            Names = ["bitbucket"],
            Verify = BareValue.JudgeMixture,
            Samples = ["bitbucket_client_id: " + SampleText.Lower(32)],
            Counterexamples = ["bitbucket: " + "aRepositoryNamedInThirtyTwoChars"],
        },
        new("bitbucket-client-secret", "Bitbucket", @"[\w=-]{64}")
        {
            Names = ["bitbucket"],
            Verify = BareValue.JudgeMixture,
            Samples = ["BITBUCKET_CLIENT_SECRET=" + SampleText.Lower(62) + "_-"],
            Counterexamples = ["bitbucket = " + SampleText.Lower(65)],
        },
        new("codecov-access-token", "Codecov", "(" + BareValue.Uuid + "|[A-Za-z0-9]{32})")
        {
            Names = ["codecov"],
            Verify = BareValue.JudgeMixture,
            Samples = ["CODECOV_TOKEN=" + SampleText.Uuid, "codecovToken := `" + SampleText.Lower(32) + "`"],
            Counterexamples = ["codecov: " + "a1", "CODECOV_TOKEN=00000000-0000-0000-0000-000000000000"],
        },
        new("droneci-access-token", "Drone", "[A-Za-z0-9]{32}")
        {
            Names = ["drone-ci", "drone"],
            Verify = BareValue.JudgeMixture,
            Samples = ["DRONECI_TOKEN=" + SampleText.Lower(32), "DRONE_TOKEN=" + SampleText.Mixed(32)],
            Counterexamples = ["quadrone = " + SampleText.Lower(32)],
        },
        new("harness-api-key", "Harness", @"[ps]at\.[\w-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}")
        {
            Samples =
            [
                "HARNESS_KEY=pat." + SampleText.Mixed(22) + "." + SampleText.Hexadecimal(24) + "." + SampleText.Mixed(20),
                "sat." + SampleText.Mixed(22) + "." + SampleText.Mixed(24) + "." + SampleText.Mixed(20)
            ],
            Counterexamples = ["pat." + SampleText.Mixed(22) + "." + SampleText.Mixed(23) + "." + SampleText.Mixed(20)],
        },
        new("hashicorp-tf-api-token", "HashiCorp Terraform", @"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9=_-]{60,200}")
        {
            MinimumEntropy = 3.5,
            Samples = ["token = \"" + SampleText.Mixed(14) + ".atlasv1." + SampleText.Mixed(67) + "\""],
            Counterexamples = [new string('x', 14) + ".atlasv1." + new string('x', 67), SampleText.Mixed(14) + ".atlasv2." + SampleText.Mixed(67)],
        },
        new("infracost-api-token", "Infracost", "ico-[A-Za-z0-9]{32}")
        {
            MinimumEntropy = 3,
            Samples = ["INFRACOST_API_KEY=ico-" + SampleText.Mixed(32)],
            Counterexamples =
            [
                "ico-" + new string('X', 32),
                "https://host/video.ico-" + SampleText.Hexadecimal(32) + ".png",
                "https://host/publico-" + SampleText.Hexadecimal(32)
            ],
        },
        new("jfrog-identity-token", "JFrog", "([A-Za-z0-9]{73}|[A-Za-z0-9]{64})")
        {
            Names = ["jfrog", "artifactory", "bintray", "xray"],
            Verify = BareValue.JudgeMixture,
            Samples = ["JFROG_ACCESS_TOKEN=" + SampleText.Mixed(64), "artifactory.apiKey=" + SampleText.Mixed(73)],
            Counterexamples = ["jfrog: " + SampleText.Mixed(65)],
        },
    ];
}
