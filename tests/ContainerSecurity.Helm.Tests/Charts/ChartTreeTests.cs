using System.Diagnostics;

namespace ContainerSecurity.Helm.Tests.Charts;

/// <summary>Folders that are made to hurt: links that lead out or in circles, and files that never end.</summary>
[Platform(Exclude = "Win")]
public sealed class ChartTreeTests
{
    private string folder = "";

    [SetUp]
    public void Create()
    {
        folder = Directory.CreateTempSubdirectory().FullName;
        Write("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
        Write("shop/templates/a.yaml", "a: 1\n");
        Write("lib/x.tpl", "x");
    }

    [Test]
    public void A_link_within_the_repository_is_followed()
    {
        Directory.CreateDirectory(Path.Combine(folder, ".git", "objects"));
        Directory.CreateDirectory(Path.Combine(folder, ".git", "refs"));
        File.WriteAllText(Path.Combine(folder, ".git", "HEAD"), "ref: refs/heads/main\n");
        Directory.CreateSymbolicLink(Path.Combine(folder, "shop/templates/lib"), Path.Combine(folder, "lib"));
        Assert.That(ChartSource.Open(Path.Combine(folder, "shop")).Render().Templates, Has.Count.GreaterThanOrEqualTo(1));
    }

    [Test]
    public void A_link_that_leads_out_is_not_followed()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "shop/templates/b.yaml"), "/etc/hostname");
        Assert.That(() => ChartSource.Open(Path.Combine(folder, "shop")), Throws.InstanceOf<ChartException>().With.Message.Contains("templates/b.yaml"));
    }

    [Test]
    public void A_link_to_nothing_is_said()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "shop/templates/b.yaml"), Path.Combine(folder, "shop/none"));
        Assert.That(() => ChartSource.Open(Path.Combine(folder, "shop")), Throws.InstanceOf<ChartException>().With.Message.Contains("templates/b.yaml"));
    }

    [TestCase(".")]
    [TestCase("..")]
    public void Links_that_lead_back_end(string target)
    {
        Directory.CreateSymbolicLink(Path.Combine(folder, "shop/templates/l"), target);
        Directory.CreateSymbolicLink(Path.Combine(folder, "shop/templates/r"), target);
        Assert.That(() => ChartSource.Open(Path.Combine(folder, "shop")), Throws.InstanceOf<ChartException>().With.Message.Contains("lies in"));
    }

    [Test]
    public void A_pipe_is_not_opened()
    {
        using (Process made = Process.Start("mkfifo", Path.Combine(folder, "shop/templates/pipe.yaml")))
            made.WaitForExit();
        Assert.That(() => ChartSource.Open(Path.Combine(folder, "shop")), Throws.InstanceOf<ChartException>().With.Message.Contains("pipe.yaml"));
    }

    private void Write(string path, string text)
    {
        string whole = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
    }
}
