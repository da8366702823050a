using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>The tests run on several versions of the compiler, the oldest that the analyzer loads in among them.</summary>
public class RoslynVersionTests
{
    [Test]
    public void Tests_run_on_the_version_that_their_project_names() =>
        Assert.That(typeof(CSharpCompilation).Assembly.GetName().Version!.ToString(3), Is.EqualTo(Code.Metadata("RoslynVersion")));

    [Test]
    public void Analyzer_asks_for_no_newer_compiler_than_4_11()
    {
        Version? asked = typeof(ContainerSecurityAnalyzer).Assembly.GetReferencedAssemblies().Single(a => a.Name == "Microsoft.CodeAnalysis").Version;

        Assert.That(asked, Is.EqualTo(new Version(4, 11, 0, 0)));
    }
}
