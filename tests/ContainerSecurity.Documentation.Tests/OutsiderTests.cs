// csec:allow-secrets-of-file: made-up samples
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Rules;
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Documentation.Tests;

/// <summary>What others can do with the packages: this project sees no internals of theirs.</summary>
public class OutsiderTests
{
    private const string Script = "login(user, 'hunter2')";

    private static readonly SourceFile Login = new("src/login.py", Script);

    [TestCase("name: nightly\nbecome: true\n", "ACME0002")]
    [TestCase("name: nightly\nbecome: false\n")]
    [TestCase("name: nightly\n")]
    public void New_kind_of_resource_is_judged_by_a_rule_over_it(string text, params string[] found)
    {
        var root = new NodeView(new DocumentReader().Read(text, "playbook.yaml").Documents[0]);

        Decision decision = new PolicyEngine(Policy.Create().UseProfile(Profile.None).AddRule(new PlaybookAsRoot()).Build()).Evaluate(new Playbook(root));

        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Is.EqualTo(found));
        Assert.That(decision.Findings.Select(f => (f.Finding.Location.Span.Line, f.Finding.Resource.Name)), Is.All.EqualTo((2, "nightly")));
    }

    [Test]
    public void Secret_that_a_language_gives_to_a_password_is_told_by_the_rule_and_never_shown()
    {
        SecretFinding secret = SecretDetector.Default.FindingOf(SecretContext.Password, Script, Script.IndexOf("hunter2", StringComparison.Ordinal), 7)!;
        var place = new SecretPlace(secret, new DocumentLocation(Login, new SourceSpan(1, 14, 1, 21), "")) { Taker = "password" };

        Decision decision = new PolicyEngine(Policy.Create().UseProfile(Profile.All).Build()).Evaluate(new SourceCode(Login, [place]));

        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC4012" }));
        Assert.That(decision.Findings[0].Finding.Message, Does.Contain("'password'").And.Not.Contain("hunter2"));
    }

    [TestCase("DB_PASSWORD", SecretNameKind.Password)]
    [TestCase("apiToken", SecretNameKind.Token)]
    [TestCase("auth", SecretNameKind.Vague)]
    [TestCase("passwordResetUrl", SecretNameKind.Other)]
    public void Name_says_what_its_value_is(string name, SecretNameKind kind) => Assert.That(SecretName.KindOf(name), Is.EqualTo(kind));

    [TestCase("k8Xw2QmZr7TbVn4LsYp1", true)]
    [TestCase("shopping-cart-service", false)]
    public void Value_of_a_token_looks_random(string value, bool isCredential) =>
        Assert.That(SecretValue.IsCredential(SecretNameKind.Token, "apiToken", value, ValueForm.Quoted), Is.EqualTo(isCredential));

    [TestCase("hunter2", true)]
    [TestCase("${PASSWORD}", false)]
    [TestCase("", false)]
    public void Easy_password_is_one_where_nothing_else_is_meant(string value, bool isPassword) =>
        Assert.That(WeakPassword.IsHandedOver(value), Is.EqualTo(isPassword));

    private sealed class Playbook(NodeView root) : Resource(root, "Playbook", root.Text("name"), root.Map("tags"))
    {
        public Field<bool> Becomes { get; } = root.Boolean("become");

        public override void OfferTo(ISubjectVisitor visitor)
        {
            base.OfferTo(visitor);
            visitor.Visit(this);
        }
    }

    private sealed class PlaybookAsRoot()
        : Rule(new("ACME0002", "playbook-as-root", Severity.High, "Playbook runs as root", "Leave 'become' out.")), IJudges<Playbook>
    {
        public void Judge(Playbook resource, RuleContext context)
        {
            if (resource.Becomes.Is(true))
                context.Report(resource.Becomes, $"{resource.Identity} runs as root.");
        }
    }
}
