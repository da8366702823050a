using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules;

/// <summary>A message is words of a rule and values of the input; only words are ever put otherwise.</summary>
public class MessageTests
{
    private const string Hostile = "The pod of the manifest on the node";

    [Test]
    public void Text_is_words_and_holes_are_values()
    {
        Message message = $"Port {22} of '{"web"}' is open.";

        Assert.That(message.Parts, Is.EqualTo(new MessagePart[]
        {
            new("Port ", false), new("22", true), new(" of '", false), new("web", true), new("' is open.", false),
        }));
        Assert.That(message.ToString(), Is.EqualTo("Port 22 of 'web' is open."));
    }

    [Test]
    public void Message_within_a_message_keeps_its_parts()
    {
        Message inner = $"'{"b"}' in c";
        Message message = $"a {inner}";

        Assert.That(message.Parts.Where(p => p.IsValue), Is.EqualTo(new MessagePart[] { new("b", true) }));
        Assert.That(message.ToString(), Is.EqualTo("a 'b' in c"));
    }

    [Test]
    public void Long_value_is_shortened_and_words_are_not()
    {
        string value = new('v', Message.LongestValue + 1), words = new('w', Message.LongestValue + 1);
        Message message = $"{value}";

        Assert.That(message.ToString(), Is.EqualTo(new string('v', Message.LongestValue) + "…"));
        Assert.That(Message.FromWords(words).ToString(), Is.EqualTo(words));
    }

    [Test]
    public void Value_is_not_put_in_the_words_of_another_platform()
    {
        Finding finding = Judge(Policy.Create().UseProfile(Profile.None).Rule("CSEC7017").Parameter("requiredLabels", $"team={Hostile}").Build());

        Assert.That(finding.Message, Does.Contain(Hostile).And.StartWith("Service 'web'"));
    }

    [Test]
    public void Rule_of_a_user_keeps_its_words_on_every_platform() =>
        Assert.That(Judge(Policy.Create().UseProfile(Profile.None).AddRule(new OwnWords()).Build()).Message, Is.EqualTo($"{Hostile} is 'x'."));

    [Test]
    public void Secret_in_a_value_is_masked_and_the_words_around_it_stay()
    {
        string token = SyntheticSecrets.In("{a GitHub token}");
        Finding finding = Judge(Policy.Create().UseProfile(Profile.None).AddRule(new Quotes(token)).Build());

        Assert.That(finding.Message, Does.Not.Contain(token).And.StartWith("It is '").And.EndsWith("' there."));
    }

    private static Finding Judge(Policy policy) =>
        new PolicyEngine(policy).Evaluate("services: {web: {image: a.example/b:1}}", "compose.yaml").Findings.Single().Finding;

    private sealed class OwnWords() : Rule(new("ACME0001", "own-words", Severity.Low, "Own", "Own.")), IJudges<Workload>
    {
        public void Judge(Workload subject, RuleContext context) => context.Report(subject, $"The pod of the manifest on the node is '{"x"}'.");
    }

    private sealed class Quotes(string value) : Rule(new("ACME0002", "quotes", Severity.Low, "Own", "Own.")), IJudges<Workload>
    {
        public void Judge(Workload subject, RuleContext context) => context.Report(subject, $"It is '{value}' there.");
    }
}
