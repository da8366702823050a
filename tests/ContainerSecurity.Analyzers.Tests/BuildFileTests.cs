using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Dockerfiles and settings of the project are judged as the engine judges them, and are configured by it alone.</summary>
public class BuildFileTests
{
    private const string Build = "FROM registry.example.com/base:1.4.2\nUSER root\n";

    private static readonly (string, string) CopyAllIsTold =
        ("/repo/container-policy.yaml", "apiVersion: containersecurity.io/v1\nkind: Policy\nrules: {CSEC8018: {enabled: true, severity: high}}");

    // Broken in two, so that nobody takes it for a real one.
    private static readonly string Password = "Vq7!tP" + "2xLm9#"; // csec:allow-secret

    [TestCase("/src/Dockerfile")]
    [TestCase("/src/Dockerfile.web")]
    [TestCase("/src/web.dockerfile")]
    [TestCase("/src/Containerfile")]
    public async Task Build_file_is_told_with_its_file_and_line(string path)
    {
        Code code = With(path, Build);
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC8001", DiagnosticSeverity.Warning).WithSpan(path, 2, 1, 2, 10));
        await code.RunAsync();
    }

    [TestCase("/src/compose.yaml")]
    [TestCase("/src/docker-compose.override.yml")]
    public async Task Compose_file_is_told_with_its_file_and_line(string path)
    {
        Code code = With(path, "services:\n  web:\n    image: registry.example.com/shop/web:1.4.2\n    privileged: true\n    user: \"1000\"\n    security_opt: [no-new-privileges:true]\n");
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC2001", DiagnosticSeverity.Warning).WithSpan(path, 4, 5, 4, 21));
        await code.RunAsync();
    }

    [TestCase("/src/Dockerfile.md")]
    [TestCase("/src/notes.txt")]
    [TestCase("/src/Dockerfile.cs")]
    public Task Other_file_is_left_alone(string path) => With(path, "# Nothing\n").RunAsync();

    [TestCase("# csec:ignore CSEC8001 sets owners, then steps down\n")]
    [TestCase("# hadolint ignore=DL3002\n")]
    public Task Waiver_in_a_build_file_counts(string comment) => With("/src/Dockerfile", Build.Replace("USER", comment + "USER")).RunAsync();

    [Test]
    public async Task Policy_waives_a_build_file_by_its_path()
    {
        Code code = With("/src/images/web/Dockerfile", Build);
        code.TestState.AdditionalFiles.Add(("/src/container-policy.yaml",
            "apiVersion: containersecurity.io/v1\nkind: Policy\nwaivers: [{rule: CSEC8001, match: {paths: [images/web/Dockerfile]}, reason: sets owners}]"));
        await code.RunAsync();
    }

    [TestCase("/repo/.dockerignore", ".git\n.env\n", false)]
    [TestCase("/repo/web/Dockerfile.dockerignore", ".git\n.env\n", false)]
    [TestCase("/repo/other/.dockerignore", ".git\n.env\n", true)]
    public async Task List_of_what_is_left_out_is_found_beside_or_above(string path, string text, bool isTold)
    {
        Code code = With("/repo/web/Dockerfile", Build.Replace("root", "app") + "COPY . /app\n");
        code.TestState.AdditionalFiles.Add((path, text));
        code.TestState.AdditionalFiles.Add(CopyAllIsTold);
        code.TestState.AnalyzerConfigFiles.Add(("/.globalconfig",
            "is_global = true\nbuild_property.ContainerSecurityAnalyzeFiles = true\nbuild_property.ProjectDir = /repo/web/"));
        if (isTold)
            code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC8018", DiagnosticSeverity.Warning).WithSpan("/repo/web/Dockerfile", 3, 6, 3, 7));
        await code.RunAsync();
    }

    [Test]
    public async Task What_the_package_did_not_collect_is_not_known()
    {
        Code code = With("/repo/web/Dockerfile", Build.Replace("root", "app") + "COPY . /app\n");
        code.TestState.AdditionalFiles.Add(CopyAllIsTold);
        await code.RunAsync();
    }

    [Test]
    public async Task Password_in_settings_is_told_at_its_place()
    {
        Code code = With("/src/appsettings.json", $$"""
            {
              // Comments and trailing commas are fine.
              "ConnectionStrings": {
                "Shop": "Server=db.example.com;Database=shop;User Id=shop;Password={{Password}};Encrypt=true",
              },
              "Smtp": { "Password": "{{Password}}" },
            }
            """);
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC4004", DiagnosticSeverity.Warning).WithSpan("/src/appsettings.json", 4, 72, 4, 84));
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC4012", DiagnosticSeverity.Warning).WithSpan("/src/appsettings.json", 6, 26, 6, 38));
        await code.RunAsync();
    }

    [Test]
    public Task Settings_without_secrets_are_silent() => With("/src/appsettings.Development.json", """
        {
          "ConnectionStrings": { "Shop": "Server=(localdb)\\mssqllocaldb;Database=shop;Trusted_Connection=True", "Queue": "" },
          "Smtp": { "Password": "<set by user secrets>", "PasswordFile": "/run/secrets/smtp", "TokenLifetime": "01:00:00" },
          "Jwt": { "Issuer": "https://id.example.com", "SecretName": "shop-jwt" },
          "Logging": { "LogLevel": { "Default": "Information", "Microsoft.AspNetCore": "Warning" } }
        }
        """).RunAsync();

    [TestCase("// csec:ignore CSEC4012 of a server that is gone\n")]
    [TestCase("// csec:allow-secret\n")]
    public Task Waiver_in_settings_counts(string comment) => With("/src/appsettings.json", $"{{\n{comment}\"Password\": \"{Password}\"\n}}").RunAsync();

    [TestCase("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"web\"}, \"spec\": {\"hostNetwork\": true}}", true)]
    [TestCase("{\"privileged\": true", false)]
    public async Task Json_is_a_manifest_where_it_says_so(string json, bool isManifest)
    {
        Code code = With("/src/pod.json", json);
        if (isManifest)
            code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC3001", DiagnosticSeverity.Warning).WithSpan("/src/pod.json", 1, 75, 1, 94));
        await code.RunAsync();
    }

    private static Code With(string path, string text)
    {
        var code = new Code("class C;");
        code.TestState.AdditionalFiles.Add((path, text));
        return code;
    }
}
