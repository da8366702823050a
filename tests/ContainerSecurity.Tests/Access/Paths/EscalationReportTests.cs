using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Access.Pictures;
using ContainerSecurity.Reports.Rbac;

namespace ContainerSecurity.Tests.Access.Paths;

/// <summary>Paths as text, data and pictures.</summary>
public class EscalationReportTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static string Write(EscalationFormat format, IReadOnlyList<EscalationPath> paths)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        EscalationReport.Write(paths, [], format, output);
        return output.ToString();
    }

    private static IReadOnlyList<EscalationPath> Some(string name = "ann") =>
        new Scene().Namespace("shop", "restricted").Pod("shop/web", "strong").Admin("shop/strong").Allow(name, "shop", "create pods/exec")
            .Allow("group:devs", "shop", "create serviceaccounts/token").Graph().Paths;

    /// <summary>A set whose picture has sixty boxes: teams with their pods and accounts, several steps deep.</summary>
    private static IReadOnlyList<EscalationPath> Sixty()
    {
        Scene scene = new Scene().Namespace("core", "restricted").Pod("core/operator", "operator").Admin("core/operator");
        for (int team = 0; team < 8; team++)
        {
            scene.Namespace("team" + team, "restricted").Pod($"team{team}/app", "app")
                .Allow($"sa:team{team}/app", "core", team % 2 == 0 ? "create pods/exec" : "create serviceaccounts/token");
            for (int i = 0; i < 4; i++)
                scene.Allow($"user{team}-{i}", "team" + team, i % 2 == 0 ? "create pods/exec" : "patch pods");
        }
        return scene.Graph().Paths;
    }

    [Test]
    public void Text_tells_each_path_step_by_step()
    {
        string text = Write(EscalationFormat.Text, Some());

        Assert.That(text, Does.Contain("HIGH: Group devs becomes administrator of the cluster in 2 steps\n  1. Group devs may create serviceaccounts/token in namespace shop"));
        Assert.That(text, Does.EndWith("2 escalation paths.\n"));
        Assert.That(Write(EscalationFormat.Text, []), Is.EqualTo("No escalation paths.\n"));
    }

    [Test]
    public void Json_holds_every_step_with_what_allows_it()
    {
        using var json = JsonDocument.Parse(Write(EscalationFormat.Json, Some()));
        JsonElement path = json.RootElement.GetProperty("paths")[0], step = path.GetProperty("steps")[0];

        Assert.That(path.GetProperty("subject").GetString(), Is.EqualTo("Group devs"));
        Assert.That((path.GetProperty("target").GetString(), path.GetProperty("severity").GetString()), Is.EqualTo(("cluster", "high")));
        Assert.That(step.GetProperty("edge").GetString(), Is.EqualTo("create-token"));
        Assert.That(step.GetProperty("reference").GetString(), Does.StartWith("https://kubernetes.io/"));
        Assert.That(step.GetProperty("grants")[0].GetProperty("binding").GetProperty("location").GetProperty("file").GetString(), Is.EqualTo("scene.yaml"));
        Assert.That(step.GetProperty("locations").GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public void Mermaid_names_every_box_and_arrow_once()
    {
        string[] lines = Write(EscalationFormat.Mermaid, Some()).Split('\n');

        Assert.That(lines[0], Is.EqualTo("flowchart LR"));
        Assert.That(lines.Count(l => l.Contains(":::", StringComparison.Ordinal)), Is.EqualTo(5), "two who start, a pod, an account, the cluster");
        Assert.That(lines.Count(l => l.Contains("-->", StringComparison.Ordinal)), Is.EqualTo(4));
        Assert.That(lines, Has.Some.EqualTo("  n1[\"ServiceAccount shop/strong\"]:::serviceaccount"));
    }

    [Test]
    public void Dot_names_every_box_and_arrow_once()
    {
        string text = Write(EscalationFormat.Dot, Some());

        Assert.That(text, Does.StartWith("digraph paths {\n").And.EndWith("}\n"));
        Assert.That(text.Split("->").Length - 1, Is.EqualTo(4));
    }

    [Test]
    public void Svg_is_well_formed_without_script_and_its_text_can_be_selected()
    {
        XElement root = XElement.Parse(Write(EscalationFormat.Svg, Sixty()));

        Assert.That(root.Name, Is.EqualTo(Svg + "svg"));
        Assert.That(root.Descendants().Select(e => e.Name.LocalName).Distinct(), Is.SubsetOf(new[] { "title", "defs", "marker", "path", "rect", "g", "text" }));
        Assert.That(root.DescendantsAndSelf().Attributes()
            .Where(a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name.LocalName is "href" or "style"), Is.Empty);
        string[] texts = [.. root.Descendants(Svg + "text").Select(t => t.Value)];
        Assert.That(texts, Has.Some.EqualTo("team0/app").And.Some.EqualTo("user7-3").And.Some.EqualTo("administrator of the cluster"));
        Assert.That(texts, Has.Some.EqualTo("service account").And.Some.EqualTo("start of a path, high"), "the legend");
    }

    [Test]
    public void Boxes_of_a_picture_of_sixty_do_not_overlap_and_lie_within_it()
    {
        var picture = new PathPicture(Sixty());
        XElement root = XElement.Parse(Write(EscalationFormat.Svg, Sixty()));
        (double X, double Y, double Width, double Height)[] boxes = [.. root.Elements(Svg + "g").Elements(Svg + "rect").Select(Box)];
        (_, _, double width, double height) = Box(root.Element(Svg + "rect")!);

        Assert.That(picture.Nodes, Has.Count.InRange(50, 70));
        Assert.That(boxes, Has.Length.EqualTo(picture.Nodes.Count));
        for (int i = 0; i < boxes.Length; i++)
        {
            Assert.That(boxes[i].X >= 0 && boxes[i].Y >= 0 && boxes[i].X + boxes[i].Width <= width && boxes[i].Y + boxes[i].Height <= height);
            for (int j = 0; j < i; j++)
                Assert.That(boxes[i].X + boxes[i].Width <= boxes[j].X || boxes[j].X + boxes[j].Width <= boxes[i].X
                    || boxes[i].Y + boxes[i].Height <= boxes[j].Y || boxes[j].Y + boxes[j].Height <= boxes[i].Y, $"{picture.Nodes[i].Label}, {picture.Nodes[j].Label}");
        }
    }

    [Test]
    public void Arrows_lead_to_the_right_and_no_box_has_two_that_leave_it()
    {
        var picture = new PathPicture(Sixty());

        Assert.That(picture.Edges.Select(e => e.From), Is.Unique);
        Assert.That(picture.Edges.Where(e => picture.Nodes[e.From].Column >= picture.Nodes[e.To].Column), Is.Empty);
        Assert.That(picture.Nodes.Where(n => n.Node?.Kind != EscalationNodeKind.Cluster).All(n => picture.Edges.Any(e => e.From == n.Number)));
    }

    [Test]
    public void Many_who_do_the_same_are_one_box()
    {
        Scene scene = new Scene().Namespace("shop", "restricted").Pod("shop/web", "strong").Admin("shop/strong");
        for (int i = 0; i < 100; i++)
            scene.Allow("user" + i, "shop", "create pods");
        var picture = new PathPicture(scene.Graph().Paths);

        Assert.That(picture.Nodes.Select(n => n.Label), Has.Some.EqualTo("94 more like these"));
        Assert.That(picture.Nodes, Has.Count.LessThan(12));
        Assert.That(picture.LeftOut, Is.Zero);
    }

    [Test]
    public void Picture_has_a_bound_and_says_what_it_leaves_out()
    {
        var roles = new List<RbacRole>();
        var bindings = new List<RbacBinding>();
        for (int i = 0; i < 400; i++)
        {
            roles.Add(new RbacRole("r" + i, null,
                new RbacRule { Verbs = ["impersonate"], ApiGroups = [""], Resources = ["users"], ResourceNames = ["m" + i] }));
            bindings.Add(new RbacBinding("b" + i, null, "ClusterRole", "r" + i, new RbacSubject(RbacSubjectKind.User, "u" + i)));
            bindings.Add(new RbacBinding("c" + i, null, "ClusterRole", "cluster-admin", new RbacSubject(RbacSubjectKind.User, "m" + i)));
        }
        var picture = new PathPicture(new EscalationGraph(new RbacAuthorizer(new RbacObjects(roles, bindings)), ClusterInventory.Read([])).Paths);

        Assert.That(picture.Nodes, Has.Count.LessThanOrEqualTo(PathPicture.MaxNodes));
        Assert.That(picture.LeftOut, Is.GreaterThan(300));
    }

    private const string Hostile = "<script>alert(1)</script>\"]:::x --> n0 & 'quote' \u202e \u001b[31m";

    [Test]
    public void Names_of_the_input_do_nothing_in_any_format()
    {
        RbacRole role = new("r", null, new RbacRule { Verbs = ["get"], ApiGroups = [""], Resources = ["secrets"] });
        var binding = new RbacBinding("b", null, "ClusterRole", "r", new RbacSubject(RbacSubjectKind.User, Hostile));
        IReadOnlyList<EscalationPath> paths = new EscalationGraph(new RbacAuthorizer(new RbacObjects([role], [binding])), ClusterInventory.Read([])).Paths;

        Assert.That(paths, Has.Count.EqualTo(1));
        XElement svg = XElement.Parse(Write(EscalationFormat.Svg, paths));
        Assert.That(svg.Descendants().Select(e => e.Name.LocalName), Has.None.EqualTo("script"));
        Assert.That(svg.Descendants(Svg + "title").Select(t => t.Value), Has.Some.Contains("<script>alert(1)</script>"));
        using var json = JsonDocument.Parse(Write(EscalationFormat.Json, paths));
        Assert.That(json.RootElement.GetProperty("paths")[0].GetProperty("subject").GetString(), Is.EqualTo("User " + Hostile));
        string mermaid = Write(EscalationFormat.Mermaid, paths);
        Assert.That(mermaid, Does.Not.Contain("<").And.Not.Contain("script>"));
        Assert.That(mermaid.Split('\n').Count(l => l.Contains("-->", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(Write(EscalationFormat.Dot, paths), Does.Contain("\\\"]:::x"));
        foreach (EscalationFormat format in Enum.GetValues<EscalationFormat>())
            Assert.That(Write(format, paths), Does.Not.Contain("\u001b").And.Not.Contain("\u202e"), format.ToString());
    }

    private static (double X, double Y, double Width, double Height) Box(XElement rect) =>
        (Number(rect, "x"), Number(rect, "y"), Number(rect, "width"), Number(rect, "height"));

    private static double Number(XElement element, string name) => double.Parse((string?)element.Attribute(name) ?? "0", CultureInfo.InvariantCulture);
}
