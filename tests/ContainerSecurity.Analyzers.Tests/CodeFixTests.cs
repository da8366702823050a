using Basic.Reference.Assemblies;
using ContainerSecurity.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>A fix changes the value that is bad, and nothing else.</summary>
public class CodeFixTests
{
    [TestCase("""new V1SecurityContext { {|CSEC2001:Privileged = true|} }""", """new V1SecurityContext { Privileged = false }""")]
    [TestCase("""new V1PodSpec { {|CSEC3001:HostNetwork = true|}, HostPID = false }""", """new V1PodSpec { HostNetwork = false, HostPID = false }""")]
    [TestCase("""new V1SecurityContext { {|CSEC2003:RunAsNonRoot = false|} }""", """new V1SecurityContext { RunAsNonRoot = true }""")]
    [TestCase("""new V1SeccompProfile { {|CSEC2009:Type = "Unconfined"|} }""", """new V1SeccompProfile { Type = "RuntimeDefault" }""")]
    [TestCase("""new V1SecurityContext { {|CSEC2001:Privileged = this == null ? false : true|} }""", """new V1SecurityContext { Privileged = this == null ? false : false }""")]
    public Task Safe_value_is_set(string bad, string good) => Verify<SafeValueFix>(bad, good);

    [TestCase("""new V1Capabilities { Add = [{|CSEC2006:"SYS_ADMIN"|}, "NET_BIND_SERVICE"] }""", """new V1Capabilities { Add = ["NET_BIND_SERVICE"] }""")]
    [TestCase("""new V1Capabilities { Add = new List<string> { {|CSEC2006:"SYS_ADMIN"|}, {|CSEC2006:"NET_ADMIN"|}, "NET_BIND_SERVICE" } }""", """new V1Capabilities { Add = new List<string> { "NET_BIND_SERVICE" } }""")]
    public Task Capability_is_removed(string bad, string good) => Verify<RemoveCapabilityFix>(bad, good);

    [TestCase("""new V1SecurityContext { {|CSEC2001:Privileged = Yes|} }""")]
    public Task Value_that_comes_from_elsewhere_is_left_to_the_author(string bad) => Verify<SafeValueFix>(bad, bad);

    private static Task Verify<TFix>(string bad, string good)
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<ContainerSecurityAnalyzer, TFix, DefaultVerifier> { TestCode = Class(bad), FixedCode = Class(good), ReferenceAssemblies = new ReferenceAssemblies("net10.0") };
        foreach (SolutionState state in new[] { test.TestState, test.FixedState })
        {
            state.AdditionalReferences.AddRange(Net100.References.All);
            state.AdditionalReferences.Add(Code.Kubernetes);
        }
        test.DisabledDiagnostics.AddRange(["CS1701", "CS1702"]);
        return test.RunAsync();
    }

    private static string Class(string expression) => $$"""
        using System.Collections.Generic;
        using k8s.Models;

        class Deployment
        {
            const bool Yes = true;
            object M() => {{expression}};
        }
        """;
}
