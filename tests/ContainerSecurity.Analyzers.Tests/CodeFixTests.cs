using ContainerSecurity.Analyzers.CodeFixes;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>A fix changes the value that is bad, and nothing else; all of its kind in a file are fixed at once.</summary>
public class CodeFixTests
{
    [TestCase("""new V1SecurityContext { {|CSEC2001:Privileged = true|} }""", """new V1SecurityContext { Privileged = false }""")]
    [TestCase("""new V1SeccompProfile { {|CSEC2009:Type = "Unconfined"|} }""", """new V1SeccompProfile { Type = "RuntimeDefault" }""")]
    [TestCase(
        """new V1SecurityContext { {|CSEC2001:Privileged = this == null ? false : true|} }""",
        """new V1SecurityContext { Privileged = this == null ? false : false }""")]
    public Task Safe_value_is_set(string bad, string good) => new FixedCode<SafeValueFix>(bad, good).VerifyFix();

    [TestCase("""new V1PodSpec { {|CSEC3001:HostNetwork = true|}, HostPID = false }""", """new V1PodSpec { HostNetwork = false, HostPID = false }""")]
    [TestCase("""new V1SecurityContext { {|CSEC2003:RunAsNonRoot = false|} }""", """new V1SecurityContext { RunAsNonRoot = true }""")]
    [TestCase("""new V1Pod { Metadata = new() { Name = "web" }, Spec = new() { {|CSEC4011:AutomountServiceAccountToken = true|} } }""", """new V1Pod { Metadata = new() { Name = "web" }, Spec = new() { AutomountServiceAccountToken = false } }""")]
    public Task Value_that_changes_what_a_program_works_in_is_set_one_at_a_time(string bad, string good) => new FixedCode<ChosenValueFix>(bad, good).VerifyFix();

    [TestCase("""new HostConfig { {|CSEC3001:NetworkMode = "host"|} }""", """new HostConfig { NetworkMode = "bridge" }""")]
    [TestCase("""new HostConfig { {|CSEC3002:PidMode = "host"|} }""", """new HostConfig { PidMode = "" }""")]
    [TestCase("""new HostConfig { {|CSEC3003:IpcMode = "host"|}, PidMode = "" }""", """new HostConfig { IpcMode = "private", PidMode = "" }""")]
    public Task Safe_value_of_Docker_is_set(string bad, string good) => new FixedCode<ChosenValueFix>(bad, good) { IsDocker = true }.VerifyFix();

    [TestCase("""new V1SecurityContext { {|CSEC2001:Privileged = Yes|} }""")]
    public Task Value_that_comes_from_elsewhere_is_left_to_the_author(string bad) => new FixedCode<SafeValueFix>(bad, bad).VerifyFix();

    [Test]
    public Task All_values_of_a_file_are_set_and_comments_stay() => new FixedCode<SafeValueFix>(
        """
        new[]
            {
                new V1SecurityContext { {|CSEC2001:Privileged = true|} }, // for the node agent
                new V1SecurityContext
                {
                    // The driver asks for it.
                    {|CSEC2001:Privileged = /* why? */ true|}, // really
                },
            }
        """,
        """
        new[]
            {
                new V1SecurityContext { Privileged = false }, // for the node agent
                new V1SecurityContext
                {
                    // The driver asks for it.
                    Privileged = /* why? */ false, // really
                },
            }
        """).VerifyFix();

    [TestCase("""new V1Capabilities { Add = [{|CSEC2006:"SYS_ADMIN"|}, "NET_BIND_SERVICE"] }""", """new V1Capabilities { Add = ["NET_BIND_SERVICE"] }""")]
    [TestCase("""new V1Capabilities { Add = new List<string> { {|CSEC2006:"SYS_ADMIN"|}, {|CSEC2006:"NET_ADMIN"|}, "NET_BIND_SERVICE" } }""", """new V1Capabilities { Add = new List<string> { "NET_BIND_SERVICE" } }""")]
    [TestCase(
        """new V1Capabilities { Add = new[] { "NET_BIND_SERVICE", {|CSEC2006:"SYS_ADMIN"|} } }""",
        """new V1Capabilities { Add = new[] { "NET_BIND_SERVICE" } }""")]
    [TestCase("new V1Capabilities\n{\n    Add =\n    [\n        \"NET_BIND_SERVICE\",\n        {|CSEC2006:\"SYS_ADMIN\"|}\n    ],\n}",
        "new V1Capabilities\n{\n    Add =\n    [\n        \"NET_BIND_SERVICE\"\n    ],\n}")]
    [TestCase("new V1Capabilities\n{\n    Add =\n    [\n        {|CSEC2006:\"SYS_ADMIN\"|},\n        \"NET_BIND_SERVICE\", // web\n        {|CSEC2006:\"SYS_TIME\"|},\n    ],\n}", "new V1Capabilities\n{\n    Add =\n    [\n        \"NET_BIND_SERVICE\", // web\n    ],\n}")]
    [TestCase(
        """new V1Capabilities { Add = new[] { {|CSEC2006:"SYS_ADMIN"|}, {|CSEC2006:"NET_ADMIN"|} } }""",
        """new V1Capabilities { Add = new string[] { } }""")]
    [TestCase(
        "new V1Capabilities\n{\n    Add =\n    [\n        {|CSEC2006:\"SYS_ADMIN\"|}, // mounts\n        \"NET_BIND_SERVICE\",\n    ],\n}",
        "new V1Capabilities\n{\n    Add =\n    [\n         // mounts\n        \"NET_BIND_SERVICE\",\n    ],\n}")]
    public Task Capability_is_removed(string bad, string good) => new FixedCode<RemoveCapabilityFix>(bad, good).VerifyFix();

    [TestCase("""new V1Container { {|CSEC1001:Image = "nginx:latest"|} }""", """new V1Container { {|CSEC1008:Image = "nginx:<version>"|} }""", 0)]
    [TestCase(
        """new V1Container { {|CSEC1001:Image = "registry.example:5000/web"|} }""",
        """new V1Container { {|CSEC1008:Image = "registry.example:5000/web:<version>"|} }""",
        0)]
    [TestCase("""new V1Container { {|CSEC1001:Image = "nginx:latest"|} }""", """new V1Container { {|CSEC1008:Image = "nginx:latest@sha256:<digest>"|} }""", 1)]
    [TestCase("""new V1Container { {|CSEC1001:Image = "nginx"|} }""", """new V1Container { {|CSEC1008:Image = "nginx@sha256:<digest>"|} }""", 1)]
    [TestCase("""new object[] { new V1Container { {|CSEC1001:Image = "nginx"|} }, new V1Container { {|CSEC1001:Image = "redis:latest"|} } }""", """new object[] { new V1Container { {|CSEC1008:Image = "nginx:<version>"|} }, new V1Container { {|CSEC1008:Image = "redis:<version>"|} } }""", 0)]
    public Task Image_gets_a_placeholder_that_is_told_until_it_is_filled_in(string bad, string good, int action) =>
        new FixedCode<PinImageFix>(bad, good) { Action = action }.VerifyFix();
}
