// csec:allow-secrets-of-file: made-up ones
namespace ContainerSecurity.Analyzers.Tests;

/// <summary>
/// What <c>dotnet format</c> does with the package, which takes every fix that it is offered for a whole solution: it
/// makes code stricter, and accepts nothing.
/// </summary>
public class FormatTests
{
    /// <summary>Ten rules in one file, and four of them in another. What a person has to complete stands between what a machine can fix.</summary>
    private static readonly Dictionary<string, string> Sources = new()
    {
        ["NodeAgent.cs"] = """
            using k8s.Models;

            internal static class NodeAgent
            {
                public static V1Pod Create() => new()
                {
                    Metadata = new V1ObjectMeta { Name = "collector", NamespaceProperty = "tools" },
                    Spec = new V1PodSpec
                    {
                        HostNetwork = true,
                        HostPID = true,
                        HostIPC = true,
                        AutomountServiceAccountToken = true,
                        Containers =
                        [
                            new V1Container
                            {
                                Name = "agent",
                                Image = "registry.example.com/tools/agent:latest",
                                Env = [new V1EnvVar { Name = "DB_PASSWORD", Value = "SECRET" }],
                                SecurityContext = new V1SecurityContext
                                {
                                    Privileged = true,
                                    AllowPrivilegeEscalation = true,
                                    RunAsNonRoot = false,
                                    Capabilities = new V1Capabilities { Add = ["SYS_ADMIN"] },
                                    SeccompProfile = new V1SeccompProfile { Type = "Unconfined" },
                                },
                            },
                        ],
                    },
                };
            }

            """.Replace("SECRET", "Vq7!tP" + "2xLm9#"),
        ["Driver.cs"] = """
            using k8s.Models;

            internal static class Driver
            {
                public static V1PodSpec Create() => new() { HostNetwork = true, HostPID = true };

                public static V1SecurityContext Context() => new() { Privileged = true, Capabilities = new() { Add = ["SYS_ADMIN"] } };
            }

            """,
    };

    private static ConsumerProject demo = null!;

    [OneTimeSetUp]
    public void Pack() => demo = new ConsumerProject("samples/AnalyzerDemo", "ContainerSecurity.Analyzers");

    [SetUp]
    public void Reset()
    {
        demo.Reset();
        foreach ((string name, string text) in Sources)
            demo.Write(name, text);
    }

    [OneTimeTearDown]
    public void Clean() => demo.Dispose();

    [Test]
    public void Plain_format_takes_permissions_away_and_touches_nothing_else([Values] bool hasPolicy)
    {
        if (!hasPolicy)
            File.Delete(Path.Combine(demo.Folder, "container-policy.yaml"));
        Dictionary<string, string> expected = demo.Files();
        foreach (string name in Sources.Keys)
            expected[name] = Stricter(
                expected[name],
                "Privileged",
                "Unconfined",
                "SYS_ADMIN");

        demo.Format();

        AssertFiles(expected);
    }

    [TestCase("CSEC2001", "Privileged")]
    [TestCase("CSEC2006", "SYS_ADMIN")]
    [TestCase("CSEC1001 CSEC4001")]
    [TestCase("CSEC3001 CSEC3002 CSEC3003 CSEC2003 CSEC4011")]
    public void Format_of_named_rules_fixes_those_and_touches_nothing_else(string rules, params string[] fixedValues)
    {
        Dictionary<string, string> expected = demo.Files();
        foreach (string name in Sources.Keys)
            expected[name] = Stricter(expected[name], fixedValues);

        demo.Format(["analyzers", "--diagnostics", .. rules.Split(' ')]);

        AssertFiles(expected);
    }

    private static void AssertFiles(Dictionary<string, string> expected)
    {
        Dictionary<string, string> actual = demo.Files();
        Assert.That(actual.Keys, Is.EquivalentTo(expected.Keys));
        Assert.Multiple(() =>
        {
            foreach ((string name, string text) in expected)
                Assert.That(actual[name], Is.EqualTo(text), name);
        });
    }

    private static string Stricter(string text, params string[] values)
    {
        foreach (string value in values)
            text = value switch
            {
                "Unconfined" => text.Replace("\"Unconfined\"", "\"RuntimeDefault\""),
                "SYS_ADMIN" => text.Replace("[\"SYS_ADMIN\"]", "[]"),
                _ => text.Replace($"{value} = true", $"{value} = false"),
            };
        return text;
    }
}
