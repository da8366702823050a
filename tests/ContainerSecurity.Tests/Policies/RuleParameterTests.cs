using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Policies;

/// <summary>A parameter that is not what its rule takes is an error at its place, and never a rule that is silently off.</summary>
public class RuleParameterTests
{
    private static PolicyReadResult Read(string yaml, params Rule[] custom) =>
        new PolicyReader(custom, path => path == "policy.yaml" ? $"kind: Policy\n{yaml}\n" : throw new FileNotFoundException(path)).Load("policy.yaml");

    [TestCase("maxMemory", "banana")]
    [TestCase("maxMemory", "-1Gi")]
    [TestCase("maxMemory", "0")]
    [TestCase("maxMemory", "500m")]
    [TestCase("maxMemory", "1e300")]
    [TestCase("maxMemory", "4GiB")]
    [TestCase("maxMemory", "'4 Gi'")]
    [TestCase("maxMemory", ".nan")]
    [TestCase("maxMemory", "[4Gi]")]
    [TestCase("maxMemory", "{amount: 4Gi}")]
    [TestCase("maxMemory", "~")]
    [TestCase("maxMemory", "''")]
    [TestCase("maxMemory", "'{{ .Values.memory }}'")]
    [TestCase("maxCpu", "two")]
    [TestCase("maxCpu", "-1")]
    [TestCase("maxCpu", "true")]
    [TestCase("maxCpu", "1e12")]
    [TestCase("maxEphemeralStorage", "lots")]
    [TestCase("maxEphemeralStorage", "[1Gi, 2Gi]")]
    [TestCase("maxLimitRequestRatio", "lots")]
    [TestCase("maxLimitRequestRatio", "-2")]
    [TestCase("maxLimitRequestRatio", "0")]
    [TestCase("maxLimitRequestRatio", "0.5")]
    [TestCase("maxLimitRequestRatio", "4Gi")]
    [TestCase("maxLimitRequestRatio", ".inf")]
    [TestCase("maxLimitRequestRatio", "NaN")]
    [TestCase("maxLimitRequestRatio", "1e9")]
    [TestCase("minReplicas", "two")]
    [TestCase("minReplicas", "0")]
    [TestCase("minReplicas", "-1")]
    [TestCase("minReplicas", "2.5")]
    [TestCase("minReplicas", "99999999999999999999")]
    [TestCase("minReplicas", "[2]")]
    [TestCase("minAutoscaledReplicas", "0")]
    [TestCase("minVulnerabilitySeverity", "severe")]
    [TestCase("onlyFixable", "perhaps")]
    [TestCase("onlyExploited", "[true]")]
    [TestCase("minExploitLikelihood", "1.5")]
    [TestCase("minExploitLikelihood", "likely")]
    [TestCase("vulnerabilityGrace", "soon")]
    [TestCase("maxDataAge", "fresh")]
    [TestCase("maxDataAge", "0")]
    [TestCase("ignoredPackages", "['']")]
    [TestCase("allowedLicenses", "['']")]
    [TestCase("refusedLicenses", "{GPL-3.0-only: true}")]
    [TestCase("unknownLicenses", "perhaps")]
    [TestCase("maxImageAge", "soon")]
    [TestCase("maxImageAge", "0")]
    [TestCase("maxImageAge", "-90")]
    [TestCase("maxImageAge", "90 days")]
    [TestCase("maxImageAge", "3months")]
    [TestCase("maxImageAge", "30m")]
    [TestCase("maxImageAge", "999999999d")]
    [TestCase("maxImageAge", "99999999999999999999")]
    [TestCase("runtimeClasses", "[]")]
    [TestCase("runtimeClasses", "{gvisor: true}")]
    [TestCase("runtimeClasses", "['']")]
    [TestCase("runtimeClasses", "['kata-[']")]
    [TestCase("runtimeClasses", "['gvisor, kata']")]
    [TestCase("trustedImages", "[]")]
    [TestCase("trustedImages", "~")]
    [TestCase("trustedImages", "['https://registry.example.com']")]
    [TestCase("trustedImages", "['registry.example.com ghcr.io/acme']")]
    [TestCase("trustedImages", "['ghcr.io/[z-a]cme']")]
    [TestCase("trustedImages", "[[ghcr.io/acme]]")]
    [TestCase("trustedImages", "[{registry: ghcr.io}]")]
    [TestCase("trustedImages", "['{{ .Values.registry }}']")]
    [TestCase("blockedImages", "['docker://redis']")]
    [TestCase("blockedImages", "[~]")]
    [TestCase("trustedPublishers", "['   ']")]
    [TestCase("trustedPublishers", "[{}]")]
    [TestCase("requiredLabels", "['owner=[']")]
    [TestCase("requiredLabels", "['owner=(a']")]
    [TestCase("requiredLabels", "['owner=a)|(?:b']")]
    [TestCase("requiredLabels", "['owner=(a)\\1']")]
    [TestCase("requiredLabels", "['owner=(?!a).*']")]
    [TestCase("requiredLabels", "['owner=']")]
    [TestCase("requiredLabels", "['=team']")]
    [TestCase("requiredLabels", "['no such name']")]
    [TestCase("requiredLabels", "{owner: team}")]
    [TestCase("requiredAnnotations", "['mail=*']")]
    [TestCase("labelledKinds", "[configmap]")]
    [TestCase("labelledKinds", "['apps/v1 Deployment']")]
    [TestCase("allowedHostPaths", "srv/data")]
    [TestCase("allowedHostPaths", "'/srv/../etc'")]
    [TestCase("allowedHostPaths", "'/srv/*'")]
    [TestCase("allowedHostPaths", "'/srv:rw'")]
    [TestCase("allowedHostPaths", "''")]
    [TestCase("allowedHostPaths", "[]")]
    [TestCase("allowedHostPaths", "{path: /srv}")]
    [TestCase("allowedHostPaths", "'C:\\\\data'")]
    [TestCase("allowedHostPaths", "['/srv/./data']")]
    [TestCase("allowedHostPorts", "http")]
    [TestCase("allowedHostPorts", "0")]
    [TestCase("allowedHostPorts", "65536")]
    [TestCase("allowedHostPorts", "9000-8000")]
    [TestCase("allowedHostPorts", "'-1'")]
    [TestCase("allowedHostPorts", "80-")]
    [TestCase("allowedHostPorts", "[]")]
    [TestCase("allowedHostPorts", "8080.5")]
    [TestCase("allowedHostPorts", "{min: 1}")]
    [TestCase("allowedCapabilities", "net_admin")]
    [TestCase("allowedCapabilities", "CAP_NET_ADMIN")]
    [TestCase("allowedCapabilities", "'*'")]
    [TestCase("allowedCapabilities", "['']")]
    [TestCase("allowedCapabilities", "[NET ADMIN]")]
    [TestCase("allowedCapabilities", "{NET_ADMIN: true}")]
    [TestCase("allowedUnsafeSysctls", "['kernel.[']")]
    [TestCase("allowedUnsafeSysctls", "['']")]
    [TestCase("allowedUnsafeSysctls", "['a, b']")]
    [TestCase("allowedUnsafeSysctls", "[]")]
    [TestCase("allowedExternalIPs", "host.example")]
    [TestCase("allowedExternalIPs", "203.0.113.7/33")]
    [TestCase("allowedExternalIPs", "203.0.113.7/24")]
    [TestCase("allowedExternalIPs", "203.0.113")]
    [TestCase("allowedExternalIPs", "203.0.113.007")]
    [TestCase("allowedExternalIPs", "'::ffff:10.0.0.1'")]
    [TestCase("allowedExternalIPs", "'2001:db8::/129'")]
    [TestCase("allowedExternalIPs", "10.0.0.0/08")]
    [TestCase("allowedExternalIPs", "['']")]
    [TestCase("runAsUserRanges", "root")]
    [TestCase("runAsUserRanges", "-1")]
    [TestCase("runAsUserRanges", "2000-1000")]
    [TestCase("runAsUserRanges", "2147483648")]
    [TestCase("runAsUserRanges", "[]")]
    [TestCase("runAsGroupRanges", "wheel")]
    [TestCase("runAsGroupRanges", "'1000 - 2000'")]
    [TestCase("fsGroupRanges", "'1000:2000'")]
    [TestCase("fsGroupRanges", "1e3")]
    [TestCase("supplementalGroupsRanges", "[~]")]
    [TestCase("supplementalGroupsRanges", "[[1000]]")]
    [TestCase("maxMemoryRequest", "banana")]
    [TestCase("maxMemoryRequest", "0")]
    [TestCase("maxCpuRequest", "two")]
    [TestCase("maxCpuRequest", "-1")]
    [TestCase("maxEphemeralStorageRequest", "lots")]
    [TestCase("maxEphemeralStorageRequest", "[1Gi, 2Gi]")]
    [TestCase("maxMemoryRatio", "0")]
    [TestCase("maxMemoryRatio", "lots")]
    [TestCase("maxCpuRatio", "0.5")]
    [TestCase("maxCpuRatio", "-2")]
    [TestCase("maxEphemeralStorageRatio", "4Gi")]
    [TestCase("maxReplicas", "0")]
    [TestCase("maxReplicas", "many")]
    [TestCase("maxReplicas", "2.5")]
    public void Wrong_value_is_an_error_at_its_place_that_says_what_is_allowed(string parameter, string value)
    {
        foreach (string yaml in new[] { $"parameters:\n  {parameter}: {value}", $"rules:\n  {RuleOf(parameter)}:\n    parameters: {{{parameter}: {value}}}" })
        {
            PolicyReadResult read = Read(yaml);

            // The reader of YAML has a word of its own on numbers that JSON has not.
            DocumentError error = read.Errors.Single(e =>
                e.Message.Contains("takes", StringComparison.Ordinal) || e.Message.Contains("at most", StringComparison.Ordinal));
            Assert.That(error.Message, Does.Contain($"'{parameter}'"));
            Assert.That(error.Span.Line, Is.EqualTo(yaml.StartsWith("rules", StringComparison.Ordinal) ? 4 : 3));
            Assert.That(error.Span.Column, Is.GreaterThanOrEqualTo(3));
            Assert.That(read.IsValid, Is.False);
        }
    }

    [TestCase("maxMemory", "4Gi")]
    [TestCase("maxMemory", "'4Gi'")]
    [TestCase("maxMemory", "1e9")]
    [TestCase("maxMemory", "4294967296")]
    [TestCase("maxCpu", "2")]
    [TestCase("maxCpu", "0.5")]
    [TestCase("maxCpu", "500m")]
    [TestCase("maxEphemeralStorage", "10G")]
    [TestCase("maxLimitRequestRatio", "2")]
    [TestCase("maxLimitRequestRatio", "1.5")]
    [TestCase("maxLimitRequestRatio", "'4'")]
    [TestCase("minReplicas", "3")]
    [TestCase("minReplicas", "'3'")]
    [TestCase("minAutoscaledReplicas", "3")]
    [TestCase("minVulnerabilitySeverity", "high")]
    [TestCase("onlyFixable", "true")]
    [TestCase("onlyExploited", "'false'")]
    [TestCase("minExploitLikelihood", "0.1")]
    [TestCase("vulnerabilityGrace", "14d")]
    [TestCase("maxDataAge", "7d")]
    [TestCase("maxDataAge", "36h")]
    [TestCase("ignoredPackages", "[linux-libc-dev, 'perl*']")]
    [TestCase("allowedLicenses", "[MIT, 'BSD-*']")]
    [TestCase("refusedLicenses", "'AGPL-*'")]
    [TestCase("unknownLicenses", "refuse")]
    [TestCase("maxImageAge", "90")]
    [TestCase("maxImageAge", "90d")]
    [TestCase("maxImageAge", "36h")]
    [TestCase("maxImageAge", "4w")]
    [TestCase("runtimeClasses", "[gvisor, kata-*]")]
    [TestCase("runtimeClasses", "gvisor")]
    [TestCase("trustedImages", "[registry.example.com, 'ghcr.io/acme', 'library/*', '*.example.com/team-*', 'nginx:1.*', 'localhost:5000', 'a.example/b@sha256:*', '**']")]
    [TestCase("blockedImages", "[ghcr.io/acme/legacy, 'redis:[4-6].*']")]
    [TestCase("trustedPublishers", "[grafana, grafana/loki, 'graf*']")]
    [TestCase("requiredLabels", "[owner, 'owner=team-[a-z]+', 'app.kubernetes.io/name=[a-z-]+', 'owner=a|b', 'owner=(?i)TEAM']")]
    [TestCase("requiredLabels", "['owner=(a+)+b']")]
    [TestCase("requiredAnnotations", "['email=[a-z]+@[a-z.]+', 'a=b=c']")]
    [TestCase("labelledKinds", "[ConfigMap, Deployment, HTTPRoute]")]
    [TestCase("allowedHostPaths", "/srv/data")]
    [TestCase("allowedHostPaths", "[/srv/data, '/var/log:ro', /]")]
    [TestCase("allowedHostPorts", "8080")]
    [TestCase("allowedHostPorts", "[8080, 30000-30100]")]
    [TestCase("allowedCapabilities", "NET_ADMIN")]
    [TestCase("allowedCapabilities", "[NET_ADMIN, SYS_PTRACE, ALL]")]
    [TestCase("allowedUnsafeSysctls", "'kernel.msg*'")]
    [TestCase("allowedUnsafeSysctls", "[net.core.somaxconn, 'kernel.shm*']")]
    [TestCase("allowedExternalIPs", "203.0.113.7")]
    [TestCase("allowedExternalIPs", "[203.0.113.0/24, '2001:db8::/32', '::1']")]
    [TestCase("runAsUserRanges", "[1000-2000, 65534]")]
    [TestCase("runAsUserRanges", "0")]
    [TestCase("runAsGroupRanges", "1000-2000")]
    [TestCase("fsGroupRanges", "1000")]
    [TestCase("supplementalGroupsRanges", "[1000, 2000-3000]")]
    [TestCase("maxMemoryRequest", "4Gi")]
    [TestCase("maxCpuRequest", "500m")]
    [TestCase("maxEphemeralStorageRequest", "10G")]
    [TestCase("maxMemoryRatio", "1.5")]
    [TestCase("maxCpuRatio", "4")]
    [TestCase("maxEphemeralStorageRatio", "'2'")]
    [TestCase("maxReplicas", "10")]
    public void Right_value_is_taken_as_it_is_written(string parameter, string value)
    {
        PolicyReadResult read = Read($"parameters:\n  {parameter}: {value}");

        Assert.That(read.Errors, Is.Empty);
        Assert.That(read.Policy.Parameters.Keys, Is.EqualTo(new[] { parameter }));
        Assert.That(() => new PolicyEngine(read.Policy with { Profile = Profile.All }), Throws.Nothing);
    }

    [Test]
    public void Every_parameter_of_the_catalogue_is_among_the_wrong_and_the_right_ones()
    {
        string[] tried = [.. typeof(RuleParameterTests).GetMethod(nameof(Wrong_value_is_an_error_at_its_place_that_says_what_is_allowed))!
            .GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>().Select(c => (string)c.Arguments[0]!).Distinct()];

        Assert.That(tried, Is.EquivalentTo(RuleCatalog.All.SelectMany(r => r.Descriptor.Parameters).Select(p => p.Name).Distinct()));
    }

    [Test]
    public void Each_wrong_item_of_a_list_is_reported_at_its_own_place()
    {
        PolicyReadResult read = Read("parameters:\n  trustedImages:\n  - ghcr.io/acme\n  - 'https://a'\n  - ''");

        Assert.That(read.Errors.Select(e => e.Span.Line), Is.EqualTo(new[] { 5, 6 }));
    }

    [Test]
    public void List_that_is_longer_than_any_policy_needs_is_refused() =>
        Assert.That(
            Read(
                $"parameters: {{trustedImages: [{string.Join(',', Enumerable.Range(0, 1001).Select(i => $"a{i}.example"))}]}}").Errors.Single().Message,
            Does.Contain("at most 1000"));

    [Test]
    public void Item_that_is_longer_than_any_name_is_refused_and_not_quoted_whole() =>
        Assert.That(Read($"parameters: {{requiredLabels: ['owner={new string('a', 1001)}']}}").Errors.Single().Message, Has.Length.LessThan(400));

    [TestCase("parameters: {maxMemroy: 4Gi}", "(did you mean 'maxMemory'?)")]
    [TestCase("rules: {CSEC6012: {parameters: {maxCPU: 2}}}", "(did you mean 'maxCpu'?)")]
    [TestCase("rules: {CSEC6012: {parameters: {minReplicas: 2}}}", "Allowed: maxMemory, maxCpu, maxEphemeralStorage, maxLimitRequestRatio, maxMemoryRequest, ")]
    [TestCase("parameters: {allowedHostPath: /srv}", "(did you mean 'allowedHostPaths'?)")]
    [TestCase("parameters: {allowedUnsafeSysctl: kernel.sem}", "(did you mean 'allowedUnsafeSysctls'?)")]
    [TestCase("parameters: {runAsUsersRanges: 1000}", "(did you mean 'runAsUserRanges'?)")]
    [TestCase("rules: {CSEC2001: {parameters: {maxMemory: 2}}}", "The rule takes none.")]
    public void Unknown_parameter_is_an_error_at_its_name(string yaml, string message) =>
        Assert.That(Read(yaml).Errors.Single().Message, Does.Contain(message));

    [TestCase("parameters: [maxMemory]")]
    [TestCase("parameters: maxMemory")]
    [TestCase("rules: {CSEC6012: {parameters: [4Gi]}}")]
    public void Parameters_that_are_no_object_are_an_error(string yaml) => Assert.That(Read(yaml).Errors.Single().Message, Does.Contain("must be an object"));

    [Test]
    public void Wrong_value_of_an_extended_policy_is_an_error_in_its_file()
    {
        string Text(string path) =>
            path == "base.yaml"
                ? "kind: Policy\nparameters: {minReplicas: two}\n"
                : "kind: Policy\nextends: base.yaml\nparameters: {minReplicas: 3}\n";
        PolicyReadResult read = new PolicyReader(null, Text).Load("policy.yaml");

        Assert.That(read.Errors.Single().ToString(), Does.StartWith("base.yaml:2:27: 'two' is no whole number; 'minReplicas' takes a whole number from 1"));
    }

    [TestCase("maxMemory", "banana")]
    [TestCase("maxMemory", "4Gi", "8Gi")]
    [TestCase("trustedImages")]
    [TestCase("requiredLabels", "owner=[")]
    [TestCase("maxMemroy", "4Gi")]
    public void Wrong_parameter_in_code_is_an_exception(string name, params string[] values)
    {
        var given = new Dictionary<string, IReadOnlyList<string>> { [name] = values };

        Assert.That(() => Policy.Create().Parameter(name, values).Build(), Throws.ArgumentException.With.Message.Contains(name));
        Assert.That(() => Policy.Create().Rule(RuleOf(name), new RuleSetting { Parameters = given }).Build(), Throws.ArgumentException);
        Assert.That(() => new PolicyEngine(Policy.Default with { Parameters = given }), Throws.ArgumentException);
        Assert.That(
            () => new PolicyEngine(Policy.Default with
            {
                Rules = new Dictionary<string, RuleSetting> { [RuleOf(name)] = new() { Parameters = given } }
            }),
            Throws.ArgumentException);
    }

    [Test]
    public void Image_age_is_counted_in_hours_too()
    {
        Policy policy = Read("profile: none\nrules: {CSEC1014: {parameters: {maxImageAge: 36h}}}").Policy;

        Assert.That(new PolicyEngine(policy).Rules.Select(r => r.Id), Is.EqualTo(new[] { "CSEC1014" }));
        Assert.That(
            new RuleParameters(policy.Rules["CSEC1014"].Parameters).Get(
                (RuleParameter<TimeSpan>)RuleCatalog.Find("CSEC1014")!.Descriptor.Parameters[0]),
            Is.EqualTo(TimeSpan.FromHours(36)));
    }

    [TestCase("size: {a: 1}", "'size'")]
    [TestCase("size: 11", "'11' is out of range; 'size' takes a whole number from 1 to 10.")]
    [TestCase("share: half", "'half' is no number; 'share' takes a number from 0 to 1.")]
    [TestCase("day: friday", "'friday' is none of the choices; 'day' takes one of work-day, week-end.")]
    [TestCase("teams: []", "'teams' is given no value; it takes a list of texts, none of them empty.")]
    public void Parameters_of_a_users_own_rule_are_checked_alike(string parameter, string message)
    {
        Assert.That(Read($"parameters: {{{parameter}}}", new Sized()).Errors.Single().Message, Does.Contain(message));
        Assert.That(Read($"rules: {{ACME0001: {{parameters: {{{parameter}}}}}}}", new Sized()).Errors.Single().Message, Does.Contain(message));
    }

    [TestCase("", "Size 5, share none, day WorkDay, teams .")]
    [TestCase("size: 7, share: 0.25, day: week-end, teams: [shop, web]", "Size 7, share 0.25, day WeekEnd, teams shop web.")]
    public void Users_own_rule_reads_values_as_their_types(string parameters, string message)
    {
        PolicyReadResult read = Read($"profile: none\nparameters: {{{parameters}}}", new Sized());

        Assert.That(read.Errors, Is.Empty);
        Assert.That(
            new PolicyEngine(read.Policy)
                .Evaluate("{apiVersion: v1, kind: Pod, metadata: {name: web}}", "pod.yaml").Findings
                .Single().Finding.Message,
            Is.EqualTo(message));
    }

    [Test]
    public void Value_without_a_default_that_is_not_given_is_never_made_up() =>
        Assert.That(() => RuleParameters.None.Get(RuleParameter.Quantity("size", "How large.")), Throws.InvalidOperationException);

    private static string RuleOf(string parameter) =>
        RuleCatalog.All.FirstOrDefault(r => r.Descriptor.Parameters.Any(p => p.Name == parameter))?.Descriptor.Id ?? "CSEC6012";

    private enum Day
    {
        WorkDay,
        WeekEnd,
    }

    private sealed class Sized() : Rule(new(
        "ACME0001",
        "sized",
        Severity.Low,
        "Is of a size",
        "Change it.")
    { Parameters = [Size, Share, On, Teams] }), IJudges<Workload>
    {
        private static readonly RuleParameter<long> Size = RuleParameter.Integer("size", "How large.", minimum: 1, maximum: 10, fallback: 5);
        private static readonly RuleParameter<decimal> Share = RuleParameter.Number("share", "How much.", maximum: 1);
        private static readonly RuleParameter<Day> On = RuleParameter.Choice(
            "day",
            "When.",
            new Dictionary<string, Day> { ["work-day"] = Day.WorkDay, ["week-end"] = Day.WeekEnd },
            "work-day");
        private static readonly RuleParameter<IReadOnlyList<string>> Teams = RuleParameter.Texts("teams", "Who.");

        public void Judge(Workload resource, RuleContext context)
        {
            string share = context.Parameters.TryGet(Share, out decimal given) ? given.ToString(System.Globalization.CultureInfo.InvariantCulture) : "none";
            context.Report(
                resource,
                $"Size {context.Parameters.Get(Size)}, share {share}, day {context.Parameters.Get(On)}, teams {string.Join(' ', context.Parameters.Get(Teams))}.");
        }
    }
}
