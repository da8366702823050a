// csec:allow-secrets-of-file: made-up samples

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Registries of packages and images.</summary>
internal static class PackageRegistryTokens
{
    public static SecretPattern[] Patterns { get; } =
    [
        new("npm-access-token", "npm", "npm_[A-Za-z0-9]{36,251}")
        {
            Verify = TokenChecksum.Judge,
            Samples = ["//registry.acme.test/:_authToken=npm_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa"],
            Counterexamples = ["npm_" + "config_registry_for_all_the_workspaces_x"],
        },
        new("pypi-upload-token", "PyPI", @"pypi-(AgEIcHlwaS5vcmc|AgENdGVzdC5weXBpLm9yZw)[\w-]{50,16000}")
        {
            Samples = ["password = pypi-" + "AgEIcHlwaS5vcmc" + "CJGUwZTQ4YmRhLTQ0YzMtNDYwMi04NzE2LTk1OGU2YTIwMzQ1NgACKlszLCI4"],
        },
        new(
            "nuget-api-key",
            "NuGet",
            "oy2[a-z2-7]{43}")
            {
                MinimumEntropy = 3.5,
                Samples = ["dotnet nuget push a.nupkg -k " + "oy2" + "k7xw2qmzr6tbvn4lsyp3hdjc5gfeuaakori2k7xw2qm"]
            },
        new(
            "docker-hub-personal-access-token",
            "Docker Hub",
            @"dckr_pat_[\w-]{27,128}") { Samples = ["docker login -u me -p dckr_pat_" + "k8Xw2QmZr7TbVn4LsYp1HdJc6Gf"] },
        new("docker-hub-organization-access-token", "Docker Hub", @"dckr_oat_[\w-]{32,128}") { Samples = ["dckr_oat_" + "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa"] },
        new("rubygems-api-token", "RubyGems", "rubygems_[a-f0-9]{48}") { Samples = ["rubygems_" + "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978"] },
        new(
            "clojars-api-token",
            "Clojars",
            "CLOJARS_[A-Za-z0-9]{60,128}")
            {
                Samples = ["CLOJARS_" + "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAak8Xw2QmZr7TbVn4LsYp1HdJc6GfE"]
            },
        new(
            "artifactory-api-key",
            "JFrog Artifactory",
            "AKCp[A-Za-z0-9]{69,128}")
            {
                MinimumEntropy = 4.2,
                Samples = ["AKCp" + "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAak8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5R"]
            },
        new(
            "artifactory-reference-token",
            "JFrog Artifactory",
            "cmVmd[A-Za-z0-9]{59}")
            {
                MinimumEntropy = 4.2,
                Samples = ["cmVmd" + "GtuOjAxOjAwMDAwMDAwMDA6k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5"]
            },
    ];
}
