using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Manifests beside the code are judged in the same build, by the project's policy, which decides on the code too.</summary>
public class ProjectFileTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          hostNetwork: true
        """;

    private const string Privileged =
        "class C { object M() => new k8s.Models.V1Pod { Metadata = new() { Name = \"web\" }, Spec = new() { Containers = [new() { Name = \"app\", SecurityContext = new() { {|CSEC2001:Privileged = true|} } }] } }; }";

    [Test]
    public async Task Manifest_is_told_with_its_file_and_line()
    {
        var code = new Code("class C;");
        code.TestState.AdditionalFiles.Add(("/src/deploy/pod.yaml", Pod));
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC3001", DiagnosticSeverity.Warning).WithSpan("/src/deploy/pod.yaml", 6, 3, 6, 20));
        await code.RunAsync();
    }

    [Test]
    public async Task Name_in_a_message_is_shown_and_not_obeyed_by_what_reads_the_log()
    {
        var code = new Code("class C;");
        code.TestState.AdditionalFiles.Add(("/src/pod.yaml",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: \"a\\n::error::##vso[b]\"\n    securityContext: {privileged: true}\n"));
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC2001", DiagnosticSeverity.Warning).WithSpan("/src/pod.yaml", 7, 23, 7, 39)
            .WithMessage("Container 'a\\n::error::#\\u0023vso[b]' runs privileged: it has all capabilities and all devices of the host. Allowed: false, or no value."));
        await code.RunAsync();
    }

    [TestCase("", 0)]
    [TestCase("build_property.ContainerSecurityInTests = warning", 2)]
    [TestCase("container_security.in_tests = none", 0)]
    public async Task Test_projects_get_suggestions_from_code_and_files(string option, int warnings)
    {
        string source = warnings > 0 ? Privileged : Privileged.Replace("{|CSEC2001:Privileged = true|}", "Privileged = true");
        var code = new Code(source, Code.Kubernetes);
        code.TestState.AdditionalFiles.Add(("/src/deploy/pod.yaml", Pod));
        code.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.IsTestProject = true\n{option}\n"));
        if (warnings > 0)
            code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC3001", DiagnosticSeverity.Warning).WithSpan("/src/deploy/pod.yaml", 6, 3, 6, 20));
        await code.RunAsync();
    }

    [Test]
    public async Task Date_breaks_no_build()
    {
        var code = new Code("class C { object M() => new k8s.Models.V1Container { Name = \"app\", Image = \"debian:9.5-slim\" }; }", Code.Kubernetes);
        code.TestState.AdditionalFiles.Add(("/src/Dockerfile", "FROM debian:9.5-slim\nUSER 1000\nHEALTHCHECK NONE\n"));
        await code.RunAsync();
    }

    [Test]
    public async Task Files_are_told_with_the_first_framework_only()
    {
        var code = new Code(Privileged, Code.Kubernetes);
        code.TestState.AdditionalFiles.Add(("/src/deploy/pod.yaml", Pod));
        code.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.ContainerSecurityTellFiles = false"));
        await code.RunAsync();
    }

    [Test]
    public async Task What_a_compose_file_lacks_is_a_suggestion()
    {
        var code = new Code("class C;");
        code.TestState.AdditionalFiles.Add(("/src/compose.yaml", "services:\n  web:\n    image: registry.example.com/shop/web:1.4.2\n    volumes: ['./conf:/etc/shop:ro']\n"));
        await code.RunAsync();
    }

    [TestCase("jobs:\n  test:\n    services:\n      db: {image: postgres, privileged: true}\n")]
    [TestCase("services:\n- name: web\n  port: 80\n")]
    [TestCase("services:\n  App\\Controller\\:\n    resource: '../src/Controller/'\n    tags: ['controller.service_arguments']\n")]
    [TestCase("services:\n  _defaults: {autowire: true}\n  mailer: {class: Mailer, arguments: ['%env(X)%']}\n")]
    public async Task Services_of_others_are_no_compose_file(string text)
    {
        var code = new Code("class C;");
        code.TestState.AdditionalFiles.Add(("/src/config/services.yaml", text));
        await code.RunAsync();
    }

    [Test]
    public async Task Switch_turns_files_off()
    {
        var code = new Code("class C;");
        code.TestState.AdditionalFiles.Add(("/src/deploy/pod.yaml", Pod));
        code.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.ContainerSecurityAnalyzeFiles = false"));
        await code.RunAsync();
    }

    [Test]
    public async Task Files_that_are_no_manifests_are_left_alone()
    {
        var code = new Code("class C;") { WithSuggestions = true };
        code.TestState.AdditionalFiles.Add(("/src/ci.yaml", "jobs: [{privileged: true}]"));
        code.TestState.AdditionalFiles.Add(("/src/stylecop.json", "{ // comment\n}"));
        await code.RunAsync();
    }

    [Test]
    public async Task Policy_switches_rules_off_for_code_and_files()
    {
        var code = new Code(Privileged.Replace("{|CSEC2001:Privileged = true|}", "Privileged = true"), Code.Kubernetes);
        code.TestState.AdditionalFiles.Add(("/src/deploy/pod.yaml", Pod));
        code.TestState.AdditionalFiles.Add(("/src/container-policy.yaml", """
            apiVersion: containersecurity.io/v1
            kind: Policy
            rules:
              CSEC2001: {enabled: false}
              host-network: {enabled: false}
            """));
        await code.RunAsync();
    }

    [TestCase("match: {names: [web]}", true)]
    [TestCase("match: {paths: ['**/Code.cs']}", true)]
    [TestCase("match: {containers: [app]}", true)]
    [TestCase("match: {names: [other]}", false)]
    public async Task Waivers_of_the_policy_count_for_code(string match, bool isWaived)
    {
        var code = new Code(isWaived ? Privileged.Replace("{|CSEC2001:Privileged = true|}", "Privileged = true") : Privileged, Code.Kubernetes);
        code.TestState.AdditionalFiles.Add(("/src/container-policy.yaml", $$"""
            apiVersion: containersecurity.io/v1
            kind: Policy
            waivers:
            - rule: CSEC2001
              {{match}}
              reason: needs the host
            """));
        await code.RunAsync();
    }

    [Test]
    public async Task Policy_that_is_wrong_is_told_at_its_place()
    {
        var code = new Code("class C;");
        code.TestState.AdditionalFiles.Add(("/src/container-policy.yaml", """
            apiVersion: containersecurity.io/v1
            kind: Policy
            rule: {}
            """));
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC0003", DiagnosticSeverity.Warning)
            .WithSpan("/src/container-policy.yaml", 3, 1, 3, 5)
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        await code.RunAsync();
    }

    [Test]
    public async Task Policy_that_is_wrong_gives_way_to_the_default_one()
    {
        var code = new Code(Privileged, Code.Kubernetes);
        code.TestState.AdditionalFiles.Add(
            ("/src/container-policy.yaml", "apiVersion: containersecurity.io/v1\nkind: Policy\nrules: {CSEC2001: false, CSEC2O02: false}"));
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC0003", DiagnosticSeverity.Warning)
            .WithSpan("/src/container-policy.yaml", 3, 26, 3, 34)
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        await code.RunAsync();
    }

    [Test]
    public async Task Policy_that_is_named_and_not_there_is_told()
    {
        var code = new Code(Privileged, Code.Kubernetes);
        code.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.ContainerSecurityPolicy = /src/gone.yaml"));
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC0003", DiagnosticSeverity.Warning).WithNoLocation());
        await code.RunAsync();
    }

    [Test]
    public async Task Policy_of_the_cluster_without_a_verdict_is_told_where_it_is_written()
    {
        var code = new Code("class C;");
        code.TestState.AdditionalFiles.Add(("/src/container-policy.yaml", """
            apiVersion: kyverno.io/v1
            kind: ClusterPolicy
            metadata: {name: own}
            spec:
              rules:
              - name: pattern
                match: {any: [{resources: {kinds: [Pod]}}]}
                validate: {pattern: {metadata: {labels: {team: '?*'}}}}
            """));
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC0004", DiagnosticSeverity.Warning)
            .WithSpan("/src/container-policy.yaml", 6, 5, 6, 18)
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        await code.RunAsync();
    }

    [Test]
    public async Task Policy_extends_files_that_are_passed_too()
    {
        var code = new Code(Privileged.Replace("{|CSEC2001:Privileged = true|}", "Privileged = true"), Code.Kubernetes);
        code.TestState.AdditionalFiles.Add(("/src/container-policy.yaml", "apiVersion: containersecurity.io/v1\nkind: Policy\nextends: ../shared/base.yaml"));
        code.TestState.AdditionalFiles.Add(("/shared/base.yaml", "apiVersion: containersecurity.io/v1\nkind: Policy\nrules: {CSEC2001: {enabled: false}}"));
        await code.RunAsync();
    }

    [Test]
    public async Task Service_account_of_another_file_is_seen()
    {
        var code = new Code("class C;") { WithSuggestions = true };
        code.TestState.AdditionalFiles.Add(("/src/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {serviceAccountName: quiet}"));
        code.TestState.AdditionalFiles.Add(
            ("/src/account.yaml", "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: quiet}\nautomountServiceAccountToken: false"));
        await code.RunAsync();
    }
}
