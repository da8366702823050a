using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Policies;

/// <summary>
/// A policy leaves containers alone by the images that they run: in selectors of the policy and of a rule, and in
/// waivers. The pod's other containers, the pod itself, and what is not known are judged.
/// </summary>
public class ImageExemptionTests
{
    private const string Acme = "ghcr.io/acme/agent:1";

    private static readonly string[] Forms =
    [
        "exclude: {images: [PATTERN]}\nrules: {CSEC2001: true, CSEC3001: true}",
        "rules: {CSEC2001: {exclude: {images: [PATTERN]}}, CSEC3001: {exclude: {images: [PATTERN]}}}",
        "rules: {CSEC2001: true, CSEC3001: true}\nwaivers: [{rule: '*', match: {images: [PATTERN]}, reason: it is trusted with the host}]",
    ];

    private static PolicyReadResult Read(string yaml) => new PolicyReader(readFile: _ => $"kind: Policy\nprofile: none\n{yaml}\n").Load("policy.yaml");

    private static Policy PolicyOf(string form, string pattern)
    {
        PolicyReadResult read = Read(form.Replace("PATTERN", $"'{pattern}'", StringComparison.Ordinal));
        Assert.That(read.Errors, Is.Empty);
        return read.Policy;
    }

    private static string[] Judged(Policy policy, string yaml) => [.. new Manifest(yaml).Resources()
        .SelectMany(r => new PolicyEngine(policy).Evaluate(r).Findings)
        .Where(f => f.IsActive)
        .Select(f => f.Finding.Container ?? f.Finding.Rule.Slug)];

    private static string Pod(string containers, string pod = "") =>
        $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec: {{{(pod.Length == 0 ? "" : pod + ", ")}{containers}}}\n";

    private static string Privileged(string name, string image) => $"{{name: {name}, image: '{image}', securityContext: {{privileged: true}}}}";

    [Test]
    public void Container_that_runs_the_image_is_left_alone_and_its_neighbours_are_not([ValueSource(nameof(Forms))] string form)
    {
        string pod = Pod(
            $"initContainers: [{Privileged("first", Acme)}, {Privileged("other", "busybox:1")}], "
                + $"containers: [{Privileged("app", Acme)}, {Privileged("web", "ghcr.io/acme-evil/agent:1")}], "
                + $"ephemeralContainers: [{Privileged("debug", Acme)}, {Privileged("shell", "docker.io/acme/agent")}]");

        Assert.That(Judged(PolicyOf(form, "ghcr.io/acme"), pod), Is.EquivalentTo(new[] { "other", "web", "shell" }));
    }

    [TestCase("ghcr.io/acme", Acme, ExpectedResult = true)]
    [TestCase("ghcr.io/acme/*", Acme, ExpectedResult = true)]
    [TestCase("ghcr.io/acme/agent", "ghcr.io/acme/agent@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", ExpectedResult = true)]
    [TestCase("*.example.com/team-*", "registry.example.com/team-a:1", ExpectedResult = true)]
    [TestCase("nginx", "nginx", ExpectedResult = true)]
    [TestCase("nginx", "docker.io/library/nginx:1.27", ExpectedResult = true)]
    [TestCase("docker.io/library/nginx", "index.docker.io/nginx", ExpectedResult = true)]
    [TestCase("nginx:1.*", "nginx:1.27", ExpectedResult = true)]
    [TestCase("nginx:1.*", "nginx", ExpectedResult = false)]
    [TestCase("ghcr.io/acme/agen", Acme, ExpectedResult = false)]
    [TestCase("ghcr.io/acme/agent:2", Acme, ExpectedResult = false)]
    [TestCase("ghcr.io", "registry.example/ghcr.io/acme:1", ExpectedResult = false)]
    [TestCase("**", "ghcr.io/acme/Agent", ExpectedResult = false, Description = "no reference")]
    [TestCase("**", "ghcr.io/acme/agent:$TAG", ExpectedResult = false, Description = "filled in later")]
    [TestCase("**", "", ExpectedResult = false)]
    [TestCase("**", "{{ .Values.image }}", ExpectedResult = false)]
    [TestCase("**", "ghcr.io/acme/agent:{{ .Values.tag }}", ExpectedResult = false)]
    public bool Image_is_compared_normalised_and_what_is_not_known_is_never_exempt(string pattern, string image)
    {
        bool[] exempt = [.. Forms.Select(f => Judged(PolicyOf(f, pattern), Pod($"containers: [{Privileged("app", image)}]")).Length == 0)];

        Assert.That(exempt.Distinct().Count(), Is.EqualTo(1));
        return exempt[0];
    }

    [Test]
    public void Pod_itself_is_judged_whatever_its_containers_run([ValueSource(nameof(Forms))] string form) =>
        Assert.That(Judged(PolicyOf(form, "**"), Pod($"containers: [{Privileged("app", Acme)}]", "hostNetwork: true")), Is.EqualTo(new[] { "host-network" }));

    [Test]
    public void Container_without_a_name_is_exempt_by_its_image_and_only_by_that([ValueSource(nameof(Forms))] string form)
    {
        string pod = Pod("containers: [{image: 'ghcr.io/acme/agent:1', securityContext: {privileged: true}}, {image: 'nginx:1', securityContext: {privileged: true}}]");

        Assert.That(Judged(PolicyOf(form, "ghcr.io/acme"), pod), Has.Length.EqualTo(1));
    }

    [Test]
    public void Image_and_name_must_both_match()
    {
        Policy policy = Read("rules: {CSEC2001: {exclude: {images: [ghcr.io/acme], containers: [app], namespaces: [default]}}}").Policy;

        Assert.That(
            Judged(policy, Pod($"containers: [{Privileged("app", Acme)}, {Privileged("side", Acme)}]")),
            Is.EqualTo(new[] { "side" }));
        Assert.That(Judged(policy, Pod($"containers: [{Privileged("app", "nginx:1")}]")), Is.EqualTo(new[] { "app" }));
    }

    [Test]
    public void Exclusion_of_a_container_by_name_leaves_the_rest_of_the_pod_judged()
    {
        Policy policy = Read("exclude: {containers: ['istio-*']}\nrules: {CSEC2001: true, CSEC3001: true}").Policy;

        Assert.That(
            Judged(policy, Pod($"containers: [{Privileged("istio-proxy", Acme)}, {Privileged("app", Acme)}]", "hostNetwork: true")),
            Is.EquivalentTo(new[] { "host-network", "app" }));
    }

    [Test]
    public void Selection_by_image_judges_those_containers_and_all_of_which_it_is_not_known()
    {
        Policy policy = Read("select: {images: [ghcr.io/acme]}\nrules: {CSEC2001: true, CSEC3001: true, CSEC7006: true}").Policy;

        Assert.That(
            Judged(policy, Pod($"containers: [{Privileged("app", Acme)}, {Privileged("web", "nginx:1")}, {Privileged("open", "{{ .Values.image }}")}]", "hostNetwork: true")),
            Is.EquivalentTo(new[] { "host-network", "app", "open" }));
        Assert.That(Judged(policy, Pod($"containers: [{Privileged("web", "nginx:1")}]", "hostNetwork: true")), Is.Empty);
        Assert.That(Judged(policy, "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {externalIPs: [203.0.113.7]}\n"), Is.Empty);
    }

    [TestCase("deploy/Deployment", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [CONTAINER]}}}\n")]
    [TestCase("CronJob", "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: web}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [CONTAINER]}}}}}\n")]
    public void Controllers_are_judged_as_their_pods_are(string kind, string manifest)
    {
        Policy policy = PolicyOf(Forms[0], "ghcr.io/acme");

        Assert.That(Judged(policy, manifest.Replace("CONTAINER", Privileged("app", Acme), StringComparison.Ordinal)), Is.Empty, kind);
        Assert.That(Judged(policy, manifest.Replace("CONTAINER", Privileged("app", "nginx:1"), StringComparison.Ordinal)), Is.EqualTo(new[] { "app" }), kind);
    }

    [Test]
    public void Rule_that_reports_containers_from_their_pod_leaves_them_alone_too()
    {
        Policy policy = Read("rules: {CSEC2004: {exclude: {images: [ghcr.io/acme]}}}").Policy;

        Assert.That(
            Judged(policy, Pod("containers: [{name: app, image: 'ghcr.io/acme/agent:1', securityContext: {runAsUser: 0}}, {name: web, image: 'nginx:1', securityContext: {runAsUser: 0}}]")),
            Is.EqualTo(new[] { "web" }));
    }

    [Test]
    public void Compose_service_is_exempt_by_its_image()
    {
        Policy policy = PolicyOf(Forms[0], "ghcr.io/acme");

        Assert.That(
            Judged(policy, $"services: {{agent: {{image: '{Acme}', privileged: true}}, web: {{image: 'nginx:1', privileged: true}}}}\n"),
            Is.EqualTo(new[] { "web" }));
    }

    [TestCase("ghcr.io/acme/agent:1", ExpectedResult = 0)]
    [TestCase("nginx:1", ExpectedResult = 1)]
    public int Image_that_is_judged_itself_is_exempt_by_its_reference(string reference)
    {
        Resource image = Manifest.Image($"reference: {reference}\nconfig: {{}}\n").Resources()[0];

        return Forms.Select(f => new PolicyEngine(PolicyOf(f.Replace("CSEC2001: true", "CSEC2003: true", StringComparison.Ordinal)
                .Replace("CSEC2001: {", "CSEC2003: {", StringComparison.Ordinal), "ghcr.io/acme")).Evaluate(image).Findings.Count(f => f.IsActive))
            .Distinct().Single();
    }

    [Test]
    public void Waiver_by_image_is_used_where_it_waives_and_idle_where_it_does_not()
    {
        Policy policy = PolicyOf(Forms[2], "ghcr.io/acme");
        string[] Idle(string image) => [.. new PolicyEngine(policy).Scan([Source.FromText("pod.yaml", Pod($"containers: [{Privileged("app", image)}]"))])
            .SelectMany(d => d.Findings).Select(f => f.Finding.Rule.Id).Where(id => id == WaiverFindings.UnusedWaiver.Id)];

        Assert.That(Idle(Acme), Is.Empty);
        Assert.That(Idle("nginx:1"), Has.Length.EqualTo(1));
    }

    [TestCase("exclude: {images: ['https://ghcr.io']}", 3, "has a scheme; 'images' takes a list of registries")]
    [TestCase("exclude:\n  images:\n  - ghcr.io/acme\n  - 'ghcr.io/[z-a]'", 6, "'ghcr.io/[z-a]' has a class of characters")]
    [TestCase("exclude: {images: []}", 3, "'images' holds nothing")]
    [TestCase("exclude: {images: ['']}", 3, "'images' holds nothing")]
    [TestCase("exclude: {names: []}", 3, "'names' holds nothing")]
    [TestCase("waivers: [{rule: CSEC2001, reason: so it is, match: {image: [nginx]}}]", 3, "There is no key 'image' here (did you mean 'images'?)")]
    [TestCase("waivers: [{rule: CSEC2001, reason: so it is, match: {images: ~}}]", 3, "'images' holds nothing")]
    public void Wrong_selector_is_an_error_at_its_place_and_never_a_wider_one(string yaml, int line, string message)
    {
        PolicyReadResult read = Read(yaml);

        Assert.That(read.Errors.Select(e => e.Message), Has.Some.Contains(message));
        Assert.That(read.Errors[0].Span.Line, Is.EqualTo(line));
    }

    [Test]
    public void Wrong_pattern_in_code_is_an_exception()
    {
        var wrong = new ResourceSelector { Images = ["docker://nginx"] };

        Assert.That(() => Policy.Create().Exclude(wrong).Build(), Throws.ArgumentException.With.Message.Contains("scheme"));
        Assert.That(() => new PolicyEngine(Policy.Default with { Waivers = [new Waiver { Rules = ["*"], Reason = "so it is", Match = wrong }] }), Throws.ArgumentException);
    }
}
