using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Sources;

/// <summary>What a source may open beside itself: nothing outside of its root.</summary>
public class SourceTests
{
    private string folder = "";

    [SetUp]
    public void Create()
    {
        folder = Directory.CreateTempSubdirectory("csec-source-").FullName;
        foreach (string inner in new[] { "project/app/inner", "project-of-others", "elsewhere/inner" })
            Directory.CreateDirectory(In(inner));
        string[] outside = ["outside.env", "elsewhere/x.env", "project-of-others/x.env"],
            inside = ["project/above.env", "project/app/own.env", "project/app/inner/x.env"];
        foreach (string file in outside.Concat(inside))
            File.WriteAllText(In(file), "IMAGE=web:1\n");
        File.WriteAllText(In("project/app/compose.yaml"), "services:\n  web: {image: \"${IMAGE}\"}\n");
    }

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [TestCase("own.env")]
    [TestCase("inner/x.env")]
    [TestCase("../above.env")]
    [TestCase("../../project/above.env")]
    public void File_inside_of_the_root_is_opened(string name)
    {
        using Stream? opened = Compose().OpenBeside!(name);

        Assert.That(opened, Is.Not.Null);
    }

    [TestCase("../../outside.env")]
    [TestCase("../../project-of-others/x.env")]
    [TestCase("inner/../../../outside.env")]
    public void File_outside_of_the_root_is_not_opened(string name)
    {
        Assert.That(File.Exists(In($"project/app/{name}")));
        Assert.That(Compose().OpenBeside!(name), Is.Null);
    }

    [Test]
    public void Absolute_path_out_of_the_root_is_not_opened() => Assert.That(Compose().OpenBeside!(In("outside.env")), Is.Null);

    [Test]
    public void Root_is_the_own_folder_where_none_is_given() =>
        Assert.That(Source.FromFile(In("project/app/compose.yaml")).OpenBeside!("../above.env"), Is.Null);

    [TestCase("../../outside.env", "link", TestName = "Link_to_a_file_outside_is_not_followed")]
    [TestCase("../../project-of-others/x.env", "link", TestName = "Link_to_a_folder_of_a_longer_name_is_not_followed")]
    [TestCase("../../elsewhere", "link/x.env", TestName = "Link_to_a_folder_outside_is_not_followed")]
    [TestCase("inner/second", "link", TestName = "Link_to_a_link_that_leads_out_is_not_followed")]
    [TestCase("../../elsewhere/inner", "link/../own.env", TestName = "Folder_above_the_target_of_a_link_is_not_entered")]
    public void Link_that_leads_out_is_not_followed(string target, string name)
    {
        File.CreateSymbolicLink(In("project/app/inner/second"), "../../../outside.env");
        File.WriteAllText(In("elsewhere/own.env"), "IMAGE=web:1\n");
        File.CreateSymbolicLink(In("project/app/link"), target);

        Assert.That(() => Compose().OpenBeside!(name), Throws.InstanceOf<IOException>().With.Message.Contains("out of the folder"));
    }

    [Test]
    public void Absolute_link_that_leads_out_is_not_followed()
    {
        File.CreateSymbolicLink(In("project/app/link"), In("outside.env"));

        Assert.That(() => Compose().OpenBeside!("link"), Throws.InstanceOf<IOException>());
    }

    [TestCase("own.env")]
    [TestCase("inner/../../above.env")]
    public void Link_within_the_root_is_followed(string target)
    {
        File.CreateSymbolicLink(In("project/app/link"), target);
        using Stream? opened = Compose().OpenBeside!("link");

        Assert.That(opened, Is.Not.Null);
    }

    [Test]
    public void Root_may_be_a_link_itself()
    {
        File.CreateSymbolicLink(In("way"), "project");
        using Stream? opened = Source.FromFile(In("way/app/compose.yaml"), In("way")).OpenBeside!("../above.env");

        Assert.That(opened, Is.Not.Null);
    }

    [Test]
    public void Values_behind_a_link_that_leads_out_are_an_error_and_not_absent()
    {
        File.CreateSymbolicLink(In("project/app/.env"), In("outside.env"));

        Decision decision = new PolicyEngine(Policy.Create().UseProfile(Profile.Baseline).Build()).Scan([Compose()]).First();

        Assert.That(decision.Errors.Select(e => e.Message), Has.Some.Contains("'.env'").And.Some.Contains("out of the folder"));
        Assert.That(decision.IsAllowed, Is.False);
    }

    private Source Compose() => Source.FromFile(In("project/app/compose.yaml"), In("project"));

    private string In(string path) => Path.Combine(folder, path);
}
