// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Services that analyse, build, deploy and run software.</summary>
internal static class DeliveryTokens
{
    private const string Hex = "3f9c1e7a5b20d8469ec7f1a2b45d8036";

    private const string Secret = "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri";

    public static SecretPattern[] Patterns { get; } =
    [
        new("octopus-deploy-api-key", "Octopus Deploy", "API-[A-Z0-9]{26}")
        {
            MinimumEntropy = 3,
            Samples = ["set apikey=\"API-" + "K8XW2QMZR7TBVN4LSYP1HDJC6G\""],
            Counterexamples = ["msgstr \"TINYAPI-" + "K8XW2QMZR7TBVN4LSYP1HDJC6G\"", "/docs/API-" + "3F9C1E7A5B20D8469EC7F1A2B45D8036"],
        },
        new(
            "octopus-deploy-legacy-api-key",
            "Octopus Deploy",
            "API-[A-Z0-9]{24,32}")
            {
                Names = ["octopus"],
                MinimumEntropy = 3,
                Samples = ["OCTOPUS_CLI_API_KEY=API-" + "K8XW2QMZR7TBVN4LSYP1HDJC6"]
            },
        new(
            "openshift-user-token",
            "OpenShift",
            @"sha256~[\w-]{43}")
            {
                MinimumEntropy = 3.5,
                Samples = ["oc login --token=sha256~" + Secret + "-_k8X"],
                Counterexamples = ["sha256~" + "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"]
            },
        new(
            "planetscale-api-token",
            "PlanetScale",
            @"pscale_tkn_[\w=.-]{32,128}")
            {
                MinimumEntropy = 3,
                Samples = ["PLANETSCALE_SERVICE_TOKEN=pscale_tkn_" + Secret + "_k8X"]
            },
        new("planetscale-oauth-token", "PlanetScale", @"pscale_oauth_[\w=.-]{32,128}") { MinimumEntropy = 3, Samples = ["pscale_oauth_" + Secret + "k8Xw"] },
        new(
            "planetscale-password",
            "PlanetScale",
            @"pscale_pw_[\w=.-]{32,128}")
            {
                MinimumEntropy = 3,
                Samples = ["mysql://root:" + "pscale_pw_" + Secret + "@aws.connect.psdb.cloud/shop"]
            },
        new(
            "postman-api-token",
            "Postman",
            "PMAK-[a-fA-F0-9]{24}-[a-fA-F0-9]{34}") { Samples = ["X-Api-Key: PMAK-" + "3f9c1e7a5b20d8469ec7f1a2-" + Hex + "9a"] },
        new(
            "prefect-api-token",
            "Prefect",
            "pn[ub]_[a-zA-Z0-9]{36,64}")
            {
                MinimumEntropy = 3,
                Samples = ["PREFECT_API_KEY=pnu_" + "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5"],
                Counterexamples = ["pnu_" + "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"]
            },
        new(
            "pulumi-api-token",
            "Pulumi",
            "pul-[a-fA-F0-9]{40}")
            {
                Samples = ["PULUMI_ACCESS_TOKEN=pul-" + Hex + "9a1b2c3d"],
                Counterexamples = ["vipul-" + Hex + "9a1b2c3d.png", "pul-" + Hex + "9a1b2c3d.png"]
            },
        new("scalingo-api-token", "Scalingo", @"tk-us-[\w-]{48,80}") { MinimumEntropy = 3, Samples = ["SCALINGO_API_TOKEN=tk-us-" + Secret + "_k8Xw2QmZ-"] },
        new("settlemint-application-access-token", "SettleMint", "sm_aat_[a-zA-Z0-9]{16}") { Samples = ["SETTLEMINT_TOKEN=sm_aat_" + "k8Xw2QmZr7TbVn4L"] },
        new("settlemint-personal-access-token", "SettleMint", "sm_pat_[a-zA-Z0-9]{16}") { Samples = ["sm_pat_" + "k8Xw2QmZr7TbVn4L"] },
        new("settlemint-service-access-token", "SettleMint", "sm_sat_[a-zA-Z0-9]{16}") { Samples = ["sm_sat_" + "k8Xw2QmZr7TbVn4L"] },
        new("sidekiq-secret", "Sidekiq", "[a-fA-F0-9]{8}:[a-fA-F0-9]{8}")
        {
            Names = ["contribsys"],
            MinimumEntropy = 2,
            Samples = ["BUNDLE_ENTERPRISE__CONTRIBSYS__COM=" + "3f9c1e7a:5b20d846", "\"BUNDLE_GEMS__CONTRIBSYS__COM\": \"" + "3f9c1e7a:5b20d846\""],
            Counterexamples = ["BUNDLE_EXAMPLE__COM=" + "3f9c1e7a:5b20d846"],
        },
        new("sidekiq-sensitive-url", "Sidekiq", @"://[a-fA-F0-9]{8}:[a-fA-F0-9]{8}@(gems|enterprise)\.contribsys\.com")
        {
            Kind = SecretKind.ConnectionString,
            MinimumEntropy = 0,
            Locate = LocateUserAndPassword,
            Samples =
            [
                "source 'https://" + "3f9c1e7a:5b20d846" + "@gems.contribsys.com/'",
                "http://" + "3f9c1e7a:5b20d846" + "@enterprise.contribsys.com:80/path#1"
            ],
            Counterexamples = ["https://gems.contribsys.com/", "https://user:pass@gems.contribsys.com"],
        },
        new("snyk-api-token", "Snyk", BareValue.Uuid)
        {
            Names = ["snyk"],
            Qualifiers = ["key", "token", "secret", "auth"],
            Samples = ["SNYK_TOKEN=" + "3f9c1e7a-5b20-d846-9ec7-f1a2b45d8036", "snyk.oauth.key ?= \"" + "3F9C1E7A-5B20-D846-9EC7-F1A2B45D8036\""],
            Counterexamples = ["SNYK_ORG_ID=" + "3f9c1e7a-5b20-d846-9ec7-f1a2b45d8036"],
        },
        new(
            "sonar-api-token",
            "SonarQube",
            "sq[upa]_[a-zA-Z0-9]{40,64}")
            {
                Samples = ["sonar-scanner -Dsonar.login=sqp_" + Hex + "9a1b2c3d"],
                Counterexamples = ["sqp_" + "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"]
            },
        new("sonar-legacy-api-token", "SonarQube", "[a-zA-Z0-9=_-]{40}")
        {
            Names = ["sonar", "sonar-qube", "sonar-cloud"],
            Qualifiers = ["login", "token", "key", "secret", "auth", "pass"],
            Verify = BareValue.JudgeMixture,
            Samples = ["sonar.login=" + Hex + "9a1b2c3d", "SONARQUBE_TOKEN: '" + Hex + "9a1b2c3d'"],
            Counterexamples = ["sonar.scm.revision=" + Hex + "9a1b2c3d", "sonar.projectKey=the-organization_the-project-of-the-shop"],
        },
        new("sourcegraph-access-token", "Sourcegraph", "sgp_(([a-fA-F0-9]{16}|local)_[a-fA-F0-9]{40}|[a-fA-F0-9]{40})")
        {
            Samples = ["SRC_ACCESS_TOKEN=sgp_" + Hex + "9a1b2c3d", "sgp_local_" + Hex + "9a1b2c3d", "sgp_" + "3f9c1e7a5b20d846_" + Hex + "9a1b2c3d"],
            Counterexamples = ["sgp_" + "0000000000000000000000000000000000000000"],
        },
        new("sourcegraph-legacy-access-token", "Sourcegraph", "[a-fA-F0-9]{40}")
        {
            Names = ["sourcegraph"],
            Qualifiers = BareValue.CredentialWords,
            Samples = ["sourcegraph_token: " + Hex + "9a1b2c3d"],
            Counterexamples = ["sourcegraph_revision: " + Hex + "9a1b2c3d"],
        },
        new("travisci-access-token", "Travis CI", @"\w{22}")
        {
            Names = ["travis"],
            MinimumEntropy = 3,
            Verify = BareValue.JudgeMixture,
            Samples = ["TRAVIS_TOKEN=" + "k8Xw2QmZr7TbVn4LsYp1Hd", "travis.apiToken: '" + "k8xw2qmzr7tb_n4lsyp1hd'"],
            Counterexamples = ["TRAVIS_BUILD_ID=" + "1234567890123456789012", "travis: this_is_the_build_name"],
        },
    ];

    private static bool LocateUserAndPassword(string text, ref int start, ref int end, ref TextWalk walk)
    {
        start += "://".Length;
        end = start + 8 + 1 + 8;
        return true;
    }
}
