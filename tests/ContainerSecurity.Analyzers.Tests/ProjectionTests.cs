namespace ContainerSecurity.Analyzers.Tests;

/// <summary>What the code says is read in all the ways it can be said; what it does not say stays unknown.</summary>
public class ProjectionTests
{
    [TestCase("""const bool Yes = true; V1SecurityContext M() => new() { {|CSEC2001:Privileged = Yes|} };""")]
    [TestCase("""static readonly bool Yes = true; V1SecurityContext M() => new() { {|CSEC2001:Privileged = Yes|} };""")]
    [TestCase("""static bool Yes => true; V1SecurityContext M() => new() { {|CSEC2001:Privileged = Yes|} };""")]
    [TestCase("""V1SecurityContext M() { var yes = true; return new() { {|CSEC2001:Privileged = yes|} }; }""")]
    [TestCase("""V1SecurityContext M() { bool yes; yes = !false; return new() { {|CSEC2001:Privileged = yes|} }; }""")]
    [TestCase("""V1SecurityContext M(bool b) => new() { {|CSEC2001:Privileged = b ? true|} : (bool?)null };""")]
    [TestCase("""V1SecurityContext M(bool b) => new() { {|CSEC2001:Privileged = b ? false : b ? false : true|} };""")]
    [TestCase("""V1SecurityContext M(int i) => new() { {|CSEC2001:Privileged = i switch { 0 => false, 1 => true|}, _ => throw new Exception() } };""")]
    [TestCase("""V1SecurityContext M(bool? b) => new() { {|CSEC2001:Privileged = b ?? true|} };""")]
    [TestCase("""V1SecurityContext M() => new V1SecurityContext { AllowPrivilegeEscalation = false } with { {|CSEC2001:Privileged = true|} };""")]
    [TestCase("""V1SecurityContext M(V1SecurityContext other) => other with { {|CSEC2001:Privileged = true|} };""")]
    [TestCase("""V1SecurityContext M() { var c = new V1SecurityContext(); {|CSEC2001:c.Privileged = true|}; return c; }""")]
    [TestCase("""void M(V1SecurityContext c) { {|CSEC2001:c.Privileged = true|}; }""")]
    [TestCase("""void M(V1Pod p) { p.Spec.Containers[0].SecurityContext.{|#0:|}AllowPrivilegeEscalation = false; {|CSEC2001:p.Spec.Containers[0].SecurityContext.Privileged = true|}; }""")]
    [TestCase("""void M(V1Pod p) { {|CSEC3001:p.Spec.HostNetwork = true|}; }""")]
    [TestCase("""void M(V1Pod p) { foreach (var c in p.Spec.Containers) c.SecurityContext = new() { {|CSEC2001:Privileged = true|} }; }""")]
    [TestCase("""static V1SecurityContext Make() => new() { {|CSEC2001:Privileged = true|} }; V1Container M() => new() { Name = "a", SecurityContext = Make() };""")]
    [TestCase("""static V1SecurityContext Make(bool yes) => new() { Privileged = yes }; V1Container M() => new() { Name = "a", SecurityContext = Make({|CSEC2001:true|}) };""")]
    [TestCase("""static readonly V1SecurityContext Shared = new() { {|CSEC2001:Privileged = true|} }; V1Container M() => new() { Name = "a", SecurityContext = Shared };""")]
    [TestCase("""V1SecurityContext M(bool b) { var c = new V1SecurityContext { Privileged = false }; if (b) {|CSEC2001:c.Privileged = true|}; return c; }""")]
    [TestCase("""V1Container M() => new() { {|CSEC1001:Image = $"{nameof(M)}x".ToString() == "" ? "" : "nginx" + ":" + "latest"|} };""")]
    [TestCase("""const string Tag = "latest"; V1Container M() => new() { {|CSEC1001:Image = $"registry.example/web:{Tag}"|} };""")]
    [TestCase("""const string Tag = "latest"; const string Name = "web:" + Tag; static readonly string Whole = Name; V1Container M() => new() { {|CSEC1001:Image = Whole|} };""")]
    [TestCase("""const string Tag = "latest"; V1Container M() => new() { {|CSEC1001:Image = string.Format("{0}:{1}", "web", Tag)|} };""")]
    [TestCase("""V1Container M(string registry) => new() { {|CSEC1001:Image = string.Format("{0}/web:latest", registry)|} };""")]
    [TestCase("""V1Container M(string registry) => new() { {|CSEC1001:Image = string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0}/web:latest", registry)|} };""")]
    [TestCase("""V1Container M() => new() { {|CSEC1001:Image = string.Join(":", "web", "latest")|} };""")]
    [TestCase("""V1Capabilities M() => new() { Add = new List<string> { string.Empty, {|CSEC2006:"SYS_ADMIN"|} } };""")]
    [TestCase("""V1Capabilities M() => new() { Add = new List<string> { {|CSEC2006:"SYS_ADMIN"|} } };""")]
    [TestCase("""V1Capabilities M() => new() { Add = new[] { {|CSEC2006:"SYS_ADMIN"|} } };""")]
    [TestCase("""V1Capabilities M() { string[] bad = [{|CSEC2006:"SYS_ADMIN"|}]; return new() { Add = [.. bad, "NET_BIND_SERVICE"] }; }""")]
    [TestCase("""V1Capabilities M() { var add = new List<string>(); add.Add({|CSEC2006:"SYS_ADMIN"|}); return new() { Add = add }; }""")]
    [TestCase("""void M(V1Capabilities c) { c.Add.Add({|CSEC2006:"SYS_ADMIN"|}); }""")]
    [TestCase("""V1Capabilities M(string[] other) => new() { Add = new List<string>(other) { {|CSEC2006:"NET_ADMIN"|} } };""")]
    public Task Bad_value_is_found_however_it_is_written(string members) => Code.OfKubernetes(members.Replace("{|#0:|}", ""));

    [TestCase("""V1SecurityContext M(bool yes) => new() { Privileged = yes };""")]
    [TestCase("""V1SecurityContext M() { var yes = true; yes = DateTime.Now.Year > 1; return new() { Privileged = yes }; }""")]
    [TestCase("""static bool Yes = true; V1SecurityContext M() => new() { Privileged = Yes };""")]
    [TestCase("""readonly bool yes = true; Deployment(bool y) { yes = y; } V1SecurityContext M() => new() { Privileged = yes };""")]
    [TestCase("""V1SecurityContext M() { var c = new V1SecurityContext { Privileged = true }; c.Privileged = false; return c; }""")]
    [TestCase("""V1SecurityContext M() => new V1SecurityContext { Privileged = true } with { Privileged = false };""")]
    [TestCase("""bool M(V1SecurityContext c) => c.Privileged == true || c is { Privileged: true };""")]
    [TestCase("""V1Container M(string tag) => new() { Image = $"nginx:{tag}" };""")]
    [TestCase("""V1Container M(string image) => new() { Image = image + "latest" };""")]
    [TestCase("""V1Container M(string tag) => new() { Image = string.Format("nginx:{0}", tag) };""")]
    [TestCase("""V1Container M(string image) => new() { Image = string.Format(image, "latest") };""")]
    [TestCase("""V1Container M(int tag) => new() { Image = string.Format("registry.example/web:{0:D3}", tag) };""")]
    [TestCase("""V1Capabilities M(List<string> add) => new() { Add = add, Drop = ["ALL"] };""")]
    [TestCase("""string M() => nameof(V1SecurityContext.Privileged);""")]
    [TestCase("""static bool Yes(int i) { if (i > 0) return true; return false; } V1SecurityContext M(int i) => new() { Privileged = Yes(i) };""")]
    public Task What_is_not_known_or_not_bad_is_silent(string members) => Code.OfKubernetes(members);

    [TestCase("""const string Web = {|CSEC1001:"nginx:latest"|}; V1Container M() => new() { Name = "a", Image = Web }; V1Container N() => new() { Name = "b", Image = Web };""")]
    [TestCase("""static readonly string Web = {|CSEC1001:"nginx"|}; V1Container[] M() => [new() { Name = "a", Image = Web }, new() { Name = "b", Image = Web }];""")]
    [TestCase("""const string Web = "nginx:latest"; V1Container M() => new() { Name = "a", {|CSEC1001:Image = Web|} }; string N() => Web;""")]
    [TestCase("""const string Web = {|CSEC1001:"nginx:latest"|}; V1Container M() => new() { Image = Web }; V1Container N() { const string Web = "nginx:1.29.2"; return new() { Image = Web }; } V1Container O() => new() { Image = Deployment.Web };""")]
    public Task Image_of_a_constant_that_several_places_run_is_told_once_where_it_is_written(string members) => Code.OfKubernetes(members);

    [Test]
    public Task Nested_locals_are_judged_once_as_part_of_their_pod() => Code.OfKubernetes("""
        V1Pod M()
        {
            var context = new V1SecurityContext { {|CSEC2001:Privileged = true|} };
            var container = new V1Container { Name = "app", Image = "registry.example/web:1.0", SecurityContext = context };
            var containers = new List<V1Container> { container };
            return new V1Pod { Metadata = new() { Name = "web" }, Spec = new() { Containers = containers } };
        }
        """);

    [Test]
    public Task Mount_is_compared_with_the_volume_of_its_pod() => Code.OfKubernetes("""
        V1PodSpec M() => new()
        {
            Containers = [new() { Name = "app", Image = "registry.example/web:1.0", VolumeMounts = [new() { Name = "data", MountPath = "/data", ReadOnlyProperty = false }] }],
            Volumes = [new() { Name = "data", {|CSEC3004:HostPath|} = new() { Path = "/srv/data" } }],
        };
        """);

    [Test]
    public Task Old_constructors_with_optional_arguments_are_read() => new Code("""
        namespace k8s.Models
        {
            public class V1SecurityContext
            {
                public V1SecurityContext(bool? allowPrivilegeEscalation = null, bool? privileged = null) { Privileged = privileged; }
                [System.Text.Json.Serialization.JsonPropertyName("privileged")] public bool? Privileged { get; set; }
            }
            public class V1EnvVar
            {
                public V1EnvVar(string name, string value = null) { }
                [System.Text.Json.Serialization.JsonPropertyName("name")] public string Name { get; set; }
                [System.Text.Json.Serialization.JsonPropertyName("value")] public string Value { get; set; }
            }
        }
        class C
        {
            object A() => new k8s.Models.V1SecurityContext({|CSEC2001:privileged: true|});
            object B() => new k8s.Models.V1SecurityContext(false, {|CSEC2001:true|});
            object E() => new k8s.Models.V1EnvVar("DB_PASSWORD", {|CSEC4002:"not-a-real-one"|});
            object D() => new k8s.Models.V1SecurityContext(privileged: false);
        }
        """).RunAsync();

    [Test]
    public Task Types_of_the_same_name_elsewhere_are_silent() => new Code("""
        namespace Other.Models
        {
            public class V1SecurityContext { public bool? Privileged { get; set; } }
            class C { object M() => new V1SecurityContext { Privileged = true }; }
        }
        """, Code.Kubernetes).RunAsync();

    [Test]
    public Task Missing_hardening_is_a_suggestion_at_the_container() => Code.OfKubernetes("""
        V1PodSpec M() => new()
        {
            AutomountServiceAccountToken = false,
            SecurityContext = new() { RunAsNonRoot = true, SeccompProfile = new() { Type = "RuntimeDefault" } },
            Containers =
            [
                {|CSEC6001:new V1Container|}
                {
                    Name = "app",
                    Image = "registry.example/web:1.0",
                    SecurityContext = new() { AllowPrivilegeEscalation = false, ReadOnlyRootFilesystem = true, Capabilities = new() { Drop = ["ALL"] } },
                },
            ],
        };
        """.Replace(
            "V1PodSpec M() => new()",
            "V1Pod M() => new() { Metadata = new() { Name = \"web\" }, Spec = new()").Replace("    ],\n};", "    ],\n} };"), withSuggestions: true);

    [Test]
    public Task Nothing_is_missing_where_other_code_may_add_it() => Code.OfKubernetes("""
        V1Container Helper() => new V1Container { Name = "app", Image = "registry.example/web:1.0" };
        V1Container Local() { var c = new V1Container { Name = "app", Image = "registry.example/web:1.0" }; Harden(c); return c; }
        void Harden(V1Container c) { c.SecurityContext = new V1SecurityContext { Privileged = false }; }
        V1SecurityContext Part() => new V1SecurityContext { RunAsNonRoot = true };
        """, withSuggestions: true);
}
