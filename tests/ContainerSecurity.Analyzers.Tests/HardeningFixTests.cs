using ContainerSecurity.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>A container gets all the hardening that it lacks at once, written as the code around it is.</summary>
public class HardeningFixTests
{
    private const string Before = "public static V1Pod M() => new() { Metadata = new() { Name = \"web\", NamespaceProperty = \"shop\" }, Spec = new() { AutomountServiceAccountToken = false, Containers = ";

    private static readonly string[] HardeningRules = ["CSEC2002", "CSEC2003", "CSEC2007", "CSEC2008", "CSEC2010"];

    [TestCase(
        """new[] { {|CSEC2002:new V1Container|} { Name = "app" } }""",
        """new[] { new V1Container { Name = "app", SecurityContext = new V1SecurityContext { RunAsNonRoot = true, AllowPrivilegeEscalation = false, ReadOnlyRootFilesystem = true, Capabilities = new V1Capabilities { Drop = ["ALL"] }, SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" } } } }""")]
    [TestCase(
        """[{|CSEC2007:new|}() { Name = "app", SecurityContext = new() { RunAsNonRoot = true, AllowPrivilegeEscalation = false } }]""",
        """[new() { Name = "app", SecurityContext = new() { RunAsNonRoot = true, AllowPrivilegeEscalation = false, ReadOnlyRootFilesystem = true, Capabilities = new() { Drop = ["ALL"] }, SeccompProfile = new() { Type = "RuntimeDefault" } } }]""")]
    [TestCase(
        """[{|CSEC2002:new V1Container|}()]""",
        """[new V1Container() { SecurityContext = new V1SecurityContext { RunAsNonRoot = true, AllowPrivilegeEscalation = false, ReadOnlyRootFilesystem = true, Capabilities = new V1Capabilities { Drop = ["ALL"] }, SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" } } }]""")]
    public Task Object_on_one_line_stays_on_one_line(string bad, string good) => Fix(bad, good).VerifyFix();

    [Test]
    public Task Object_on_lines_of_its_own_gets_lines_of_their_own() => Fix(
        """
        [
                {|CSEC2002:new V1Container|}
                {
                    Name = "app", // the shop
                },
                {|CSEC2002:new V1Container|}
                {
                    Name = "side",
                    // Never without.
                    SecurityContext = new V1SecurityContext
                    {
                        Capabilities = new V1Capabilities { Drop = ["ALL"] } // all
                    }
                },
            ]
        """,
        """
        [
                new V1Container
                {
                    Name = "app", // the shop
                    SecurityContext = new V1SecurityContext
                    {
                        RunAsNonRoot = true,
                        AllowPrivilegeEscalation = false,
                        ReadOnlyRootFilesystem = true,
                        Capabilities = new V1Capabilities { Drop = ["ALL"] },
                        SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" },
                    },
                },
                new V1Container
                {
                    Name = "side",
                    // Never without.
                    SecurityContext = new V1SecurityContext
                    {
                        Capabilities = new V1Capabilities { Drop = ["ALL"] }, // all
                        RunAsNonRoot = true,
                        AllowPrivilegeEscalation = false,
                        ReadOnlyRootFilesystem = true,
                        SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" }
                    }
                },
            ]
        """).VerifyFix();

    [TestCase("Privileged = Yes, Capabilities = new() { Drop = [\"ALL\"] }")]
    [TestCase("Capabilities = new() { Add = [\"CAP_SYS_ADMIN\"], Drop = [\"ALL\"] }")]
    [TestCase("Capabilities = Make()")]
    public Task What_the_API_server_refuses_beside_the_rest_is_not_written(string present)
    {
        const string Rest = "RunAsNonRoot = true, SeccompProfile = new() { Type = \"RuntimeDefault\" }, ";
        return new FixedCode<HardenContainerFix>(
            Before + "[{|CSEC2002:new|}() { Name = \"app\", SecurityContext = new() { " + Rest + present + " } }] } }; static V1Capabilities Make() => null;",
            Before + "[{|CSEC2002:new|}() { Name = \"app\", SecurityContext = new() { " + Rest + present
                + ", ReadOnlyRootFilesystem = true } }] } }; static V1Capabilities Make() => null;")
        { IsMembers = true, Only = ["CSEC2002", "CSEC2008"] }.VerifyFix();
    }

    [Test]
    public Task User_of_root_is_no_one_to_forbid() => new FixedCode<HardenContainerFix>(
        Before + "[{|CSEC2002:new|}() { Name = \"app\", SecurityContext = new() { RunAsUser = 0 } }] } };",
        Before + "[{|CSEC2003:new|}() { Name = \"app\", SecurityContext = new() { RunAsUser = 0, AllowPrivilegeEscalation = false, "
            + "ReadOnlyRootFilesystem = true, Capabilities = new() { Drop = [\"ALL\"] }, SeccompProfile = new() { Type = \"RuntimeDefault\" } } }] } };")
    { IsMembers = true, Only = HardeningRules }.VerifyFix();

    [Test]
    public Task Older_languages_get_what_they_understand() =>
        new FixedCode<HardenContainerFix>(
            Before + """new[] { {|CSEC2007:new V1Container|} { SecurityContext = new V1SecurityContext { RunAsNonRoot = true, AllowPrivilegeEscalation = false, ReadOnlyRootFilesystem = true, SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" } } } } } };""",
            Before + """new[] { new V1Container { SecurityContext = new V1SecurityContext { RunAsNonRoot = true, AllowPrivilegeEscalation = false, ReadOnlyRootFilesystem = true, SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" }, Capabilities = new V1Capabilities { Drop = new[] { "ALL" } } } } } } };""")
        { IsMembers = true, Version = LanguageVersion.CSharp11, Only = HardeningRules }.VerifyFix();

    [TestCase(
        """new CreateContainerParameters { Image = "registry.example/web:1.0", User = "1000" }""",
        """new CreateContainerParameters { Image = "registry.example/web:1.0", User = "1000", HostConfig = new HostConfig { ReadonlyRootfs = true, CapDrop = ["ALL"], SecurityOpt = ["no-new-privileges"] } }""", "{|CSEC2002:new CreateContainerParameters|}")]
    [TestCase(
        """new CreateContainerParameters { User = "1000", HostConfig = new HostConfig { ReadonlyRootfs = true, CapDrop = new List<string> { "NET_RAW" } } }""",
        """new CreateContainerParameters { User = "1000", HostConfig = new HostConfig { ReadonlyRootfs = true, CapDrop = new List<string> { "ALL", "NET_RAW" }, SecurityOpt = ["no-new-privileges"] } }""", "{|CSEC2002:new CreateContainerParameters|}", "{|CSEC2007:CapDrop|}")]
    public Task Docker_container_is_hardened_through_its_host_configuration(string bad, string good, string marked, string list = "CapDrop") =>
        new FixedCode<HardenContainerFix>(
            "object M() => " + bad.Replace("new CreateContainerParameters", marked).Replace("CapDrop", list) + ";",
            "object M() => " + good + ";")
        { IsMembers = true, IsDocker = true, Only = HardeningRules }.VerifyFix();

    [Test]
    public Task Nothing_is_offered_where_the_property_is_set_elsewhere()
    {
        const string Code = """
            object M(V1SecurityContext context)
            {
                var pod = new V1Pod { Metadata = new() { Name = "web" }, Spec = new() { Containers = [{|CSEC2007:new V1Container|} { Name = "app" }] } };
                pod.Spec.Containers[0].SecurityContext = new() { RunAsNonRoot = true, AllowPrivilegeEscalation = false, ReadOnlyRootFilesystem = true, SeccompProfile = new() { Type = "RuntimeDefault" } };
                return pod;
            }
            """;
        return new FixedCode<HardenContainerFix>(Code, Code) { IsMembers = true, Only = HardeningRules }.VerifyFix();
    }

    private static FixedCode<HardenContainerFix> Fix(string bad, string good) =>
        new(Before + bad + " } };", Before + good + " } };") { IsMembers = true, Only = HardeningRules };
}
