using System.Text.Json;
using System.Xml.Linq;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Rebuilding;

namespace ContainerSecurity.SupplyChain.Tests.Rebuilding;

/// <summary>What is built on what, what has to be built again and in which order.</summary>
public class RebuildPlannerTests
{
    private static PlannedImage Of(string name, string layers) =>
        new(name, layers.Split(' ', StringSplitOptions.RemoveEmptyEntries)) { Digests = [$"sha256:{name}"] };

    private static Vulnerability Flaw(string id, int layer, string? mended = "2") =>
        new(id, "curl", "1") { Layer = layer, FixedIn = mended, Severity = VulnerabilitySeverity.High };

    private static string[] Steps(RebuildPlan plan) =>
        [.. plan.Steps.Select(s => $"{s.Stage} {s.Image.Name} from {s.FromLayer}{(s.After is null ? "" : $" after {s.After}")}")];

    [Test]
    public void Images_on_their_bases_as_they_are_need_nothing()
    {
        RebuildPlan plan = RebuildPlanner.Plan([Of("web", "d r w"), Of("runtime", "d r")], [Of("debian", "d")]);

        Assert.That(plan.Steps, Is.Empty);
        Assert.That(plan.Notes, Is.Empty);
        Assert.That(plan.Bases.Select(b => $"{b.Key} on {b.Value.Image.Name}"), Is.EquivalentTo(new[] { "web on runtime", "runtime on debian" }));
    }

    [Test]
    public void Flaw_in_a_layer_of_the_own_is_mended_from_that_layer_on_and_all_that_is_built_on_it_follows()
    {
        RebuildPlan plan = RebuildPlanner.Plan(
            [Of("shop", "d r w s") with { Vulnerabilities = [Flaw("CVE-1", 1)] }, Of("web", "d r w") with { Vulnerabilities = [Flaw("CVE-1", 1)] },
                Of("runtime", "d r") with { Vulnerabilities = [Flaw("CVE-1", 1)] }],
            [Of("debian", "d")]);

        Assert.That(Steps(plan), Is.EqualTo(new[] { "1 runtime from 2", "2 web from 2 after runtime", "3 shop from 2 after web" }));
        Assert.That(plan.Steps[0].Reasons.Single(), Has.Property("Kind").EqualTo(RebuildReasonKind.OwnFlaws).And.Property("Message")
            .Contains("rebuild from layer 2"));
        Assert.That(plan.Steps[2].Reasons.Single().Vulnerabilities, Is.EqualTo(new[] { "CVE-1" }));
    }

    [Test]
    public void Base_that_has_changed_is_taken_by_name()
    {
        RebuildPlan plan = RebuildPlanner.Plan([Of("shop/web", "d1 w") with { BaseName = "docker.io/library/debian:12" }], [Of("debian:12", "d2")]);

        Assert.That(Steps(plan), Is.EqualTo(new[] { "1 shop/web from 1" }));
        Assert.That(plan.Steps[0].Reasons.Single().Message, Does.Contain("update the base 'debian:12'"));
    }

    [Test]
    public void Base_of_the_digest_that_the_image_names_is_current() =>
        Assert.That(RebuildPlanner.Plan([Of("web", "x w") with { BaseName = "debian:12", BaseDigest = "sha256:debian:12" }], [Of("debian:12", "d")]).Steps,
            Is.Empty);

    [Test]
    public void Base_of_another_tag_is_another_one() =>
        Assert.That(
            RebuildPlanner.Plan([Of("web", "d1 w") with { BaseName = "debian:11" }], [Of("debian:12", "d2")]).Notes.Single(), Does.Contain("'debian:11', which was not given"));

    [Test]
    public void Base_whose_upper_layers_have_changed_is_known_by_those_below()
    {
        RebuildPlan plan = RebuildPlanner.Plan([Of("web", "d r1 w")], [Of("runtime", "d r2")]);

        Assert.That(Steps(plan), Is.EqualTo(new[] { "1 web from 2" }));
        Assert.That(plan.Steps[0].Reasons.Single().Kind, Is.EqualTo(RebuildReasonKind.BaseOutdated));
    }

    [Test]
    public void Flaw_of_the_base_that_its_present_state_has_no_more_asks_for_that_state()
    {
        PlannedImage web = Of("web", "d1 w") with { BaseName = "debian:12", BaseLayerCount = 1, Vulnerabilities = [Flaw("CVE-1", 0)] };
        RebuildPlan plan = RebuildPlanner.Plan([web], [Of("debian:12", "d2") with { IsCompared = true }]);

        Assert.That(plan.Steps.Single().Reasons.Select(r => r.Kind), Is.EqualTo(new[] { RebuildReasonKind.BaseOutdated, RebuildReasonKind.BaseFlaws }));
        Assert.That(plan.Steps.Single().Reasons[1].Message, Does.Contain("CVE-1 in 'curl' (2)").And.Contain("has them no more"));
    }

    [Test]
    public void Flaw_that_the_base_still_has_is_no_reason_to_build_and_is_said()
    {
        PlannedImage web = Of("web", "d w") with { Vulnerabilities = [Flaw("CVE-1", 0)] };
        RebuildPlan plan = RebuildPlanner.Plan([web], [Of("debian:12", "d") with { IsCompared = true, Vulnerabilities = [Flaw("CVE-1", 0)] }]);

        Assert.That(plan.Steps, Is.Empty);
        Assert.That(plan.Notes.Single(), Does.Contain("as it is now has them too").And.Contain("move to another base"));
    }

    [Test]
    public void Flaw_that_nothing_mends_is_no_reason() =>
        Assert.That(RebuildPlanner.Plan([Of("web", "d w") with { Vulnerabilities = [Flaw("CVE-1", 1, null)] }], [Of("debian", "d")]).Steps, Is.Empty);

    [Test]
    public void Base_that_is_not_known_is_said()
    {
        Assert.That(RebuildPlanner.Plan([Of("web", "d w") with { BaseLayerCount = 1 }]).Notes.Single(), Does.Contain("lowest 1 layers"));
        Assert.That(RebuildPlanner.Plan([Of("web", "d w") with { BaseLayerCount = 1, Vulnerabilities = [Flaw("CVE-1", 0)] }]).Notes,
            Has.Some.Contains("The base of 'web' brought CVE-1"));
    }

    [Test]
    public void Images_that_name_each_other_make_no_circle()
    {
        RebuildPlan plan = RebuildPlanner.Plan([Of("a", "x") with { BaseName = "b" }, Of("b", "y") with { BaseName = "a" }]);

        Assert.That(plan.Notes.Single(), Does.Contain("which is built on it"));
        Assert.That(plan.Steps.Select(s => s.Image.Name), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Two_names_of_one_content_are_no_base_of_each_other() =>
        Assert.That(RebuildPlanner.Plan([Of("web:1", "d w"), Of("web:latest", "d w")], [Of("debian", "d")]).Bases.Values.Select(b => b.Image.Name),
            Is.EqualTo(new[] { "debian", "debian" }));

    [Test]
    public void Order_is_one_for_any_order_of_the_images([Range(0, 9)] int seed)
    {
        var random = new Random(seed);
        var images = new List<PlannedImage> { Of("i0", "l0") with { Vulnerabilities = [Flaw("CVE-1", 0)] } };
        for (int i = 1; i < 30; i++)
            images.Add(new PlannedImage($"i{i}", [.. images[random.Next(i)].DiffIds, $"l{i}"])
            {
                Vulnerabilities = random.Next(4) == 0
                ? [Flaw("CVE-1", 0)]
                : []
            });
        RebuildPlan plan = RebuildPlanner.Plan(images);
        PlannedImage[] shuffled = [.. images];
        random.Shuffle(shuffled);

        Assert.That(Steps(RebuildPlanner.Plan(shuffled)), Is.EqualTo(Steps(plan)));
        string[] order = [.. plan.Steps.Select(s => s.Image.Name)];
        Assert.That(order, Has.Length.EqualTo(30), "All are built on what has to be built again.");
        foreach (RebuildStep step in plan.Steps.Where(s => s.After is not null))
            Assert.That(Array.IndexOf(order, step.After), Is.LessThan(Array.IndexOf(order, step.Image.Name)));
    }

    [Test]
    public void Two_images_of_one_name_are_refused() => Assert.That(() => RebuildPlanner.Plan([Of("a", "x"), Of("a", "y")]), Throws.ArgumentException);

    private static readonly RebuildPlan Hostile =
        RebuildPlanner.Plan([Of("we\"b]<script>&--\n\u202e", "d1 w") with { BaseName = "debian:12" }, Of("ok", "d2 k")], [Of("debian:12", "d2")]);

    private static string Write(RebuildPlanFormat format)
    {
        using var output = new StringWriter();
        RebuildPlanWriter.Write(Hostile, format, output);
        return output.ToString();
    }

    [Test]
    public void Text_has_a_line_for_each_step_and_reason() =>
        Assert.That(Write(RebuildPlanFormat.Text).Split('\n')[1], Does.StartWith("   - Only 0 of the 1 layers of 'debian:12'"));

    [Test]
    public void Json_has_all_that_is_known()
    {
        JsonElement step = JsonDocument.Parse(Write(RebuildPlanFormat.Json)).RootElement.GetProperty("steps")[0];

        Assert.That(step.GetProperty("reasons")[0].GetProperty("kind").GetString(), Is.EqualTo("base-outdated"));
        Assert.That(step.GetProperty("base").GetProperty("isCurrent").GetBoolean(), Is.False);
        Assert.That(step.GetProperty("after").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Svg_is_a_document_with_a_box_for_each_image_and_no_script()
    {
        XElement root = XDocument.Parse(Write(RebuildPlanFormat.Svg)).Root!;

        Assert.That(root.Descendants().Count(e => e.Name.LocalName == "rect"), Is.EqualTo(1 + 3));
        Assert.That(root.Descendants().Any(e => e.Name.LocalName == "script"), Is.False);
    }

    [TestCase(RebuildPlanFormat.Mermaid, "flowchart LR", "-->")]
    [TestCase(RebuildPlanFormat.Dot, "digraph rebuild {", "->")]
    public void Picture_has_an_arrow_from_each_base(RebuildPlanFormat format, string start, string arrow)
    {
        string picture = Write(format);

        Assert.That(picture, Does.StartWith(start));
        Assert.That(picture.Split('\n').Count(l => l.Contains(arrow, StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(picture, Does.Not.Contain("we\"b").And.Not.Contain("\u202e"));
    }
}
