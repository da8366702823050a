namespace ContainerSecurity.Tool.Tests.Desk;

/// <summary>The policy that nobody names: the nearest one above what is scanned.</summary>
[NonParallelizable]
public class PolicyDiscoveryTests
{
    private const string Lenient = "kind: Policy\nmetadata: {name: lenient}\nprofile: none\nrules: {CSEC2001: warn}\n";

    private DeskFolder desk = null!;

    [SetUp]
    public void Create() => desk = new DeskFolder();

    [TearDown]
    public void Delete() => desk.Dispose();

    [TestCase("container-policy.yaml")]
    [TestCase("container-policy.yml")]
    public void Nearest_policy_above_the_scanned_path_judges_and_is_named(string name)
    {
        desk.Write(name, "kind: Policy\nprofile: none\n");
        desk.Write("app/" + name, Lenient);
        desk.Write("app/deploy/pod.yaml", DeskFolder.Privileged);

        foreach (string path in new[] { "app/deploy", "app/deploy/pod.yaml" })
        {
            (int code, string output, string error) = DeskFolder.Run("scan", desk.In(path), "--secrets", "off");
            Assert.That(code, Is.Zero, output + error);
            Assert.That(output, Does.Contain("CSEC2001").And.Contain("app/" + name).And.Not.Contain("CSEC2003"));
        }
    }

    [Test]
    public void Policy_is_named_from_the_working_directory_without_the_machine_s_path()
    {
        desk.Write("container-policy.yaml", Lenient);
        desk.Write("deploy/pod.yaml", DeskFolder.Privileged);

        Assert.That(DeskFolder.RunIn(desk.In("deploy"), "scan").Output, Does.Contain("policy: ../container-policy.yaml").And.Not.Contain(desk.Path));
        Assert.That(DeskFolder.RunIn(desk.Path, "scan", "--format", "json").Output, Does.Contain("\"policyFiles\":[\"container-policy.yaml\"]"));
    }

    [Test]
    public void Nobody_looks_for_a_policy_when_told_so_or_when_one_is_named()
    {
        desk.Write("container-policy.yaml", Lenient);
        string pod = desk.Write("pod.yaml", DeskFolder.Privileged), own = desk.Write("own/p.yaml", "kind: Policy\nprofile: none\n");

        Assert.That(DeskFolder.Run("scan", pod, "--no-policy").Code, Is.EqualTo(1));
        Assert.That(DeskFolder.Run("scan", pod, "--policy", own).Output, Does.Not.Contain("CSEC2001"));
    }

    [Test]
    public void Paths_of_different_policies_are_refused()
    {
        desk.Write("a/container-policy.yaml", Lenient);
        desk.Write("a/pod.yaml", DeskFolder.Privileged);
        desk.Write("b/pod.yaml", DeskFolder.Privileged);

        (int code, _, string error) = DeskFolder.Run("scan", desk.In("a"), desk.In("b"));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("different policies").And.Contain("--no-policy"));
        Assert.That(DeskFolder.Run("scan", desk.In("a"), desk.In("b"), "--no-policy").Code, Is.EqualTo(1));
    }

    [Test]
    public void Wrong_policy_that_is_found_is_an_error_and_not_passed_over()
    {
        desk.Write("container-policy.yaml", "kind: Policy\nprofil: all\n");

        (int code, _, string error) = DeskFolder.Run("scan", desk.Write("pod.yaml", DeskFolder.Harmless));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("did you mean 'profile'?"));
    }
}
