using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Rules.Images;

/// <summary>CSEC1010 through the engine: images of workloads by what is known of their approvals, and images themselves.</summary>
public class ImageNotApprovedTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {containers: [{name: web, image: registry.example.com/shop/web:1}]}
        """;

    private const string Reference = "registry.example.com/shop/web:1";

    private static readonly ApprovalSettings Settings = new()
    {
        Stores = ["approvals"],
        Environment = "production",
        Approvers = [new ApproverSettings("alice", ["key"]), new ApproverSettings("bob", ["key"]), new ApproverSettings("carol", ["key"]) { IsRetired = true }],
        Threshold = 2,
    };

    [Test]
    public void Image_that_is_not_approved_is_denied_with_the_reason_and_what_would_be_allowed()
    {
        Decision decision = Judge(Pod, new ImageApproval(false, "Nobody approved it.") { Environment = "production" });
        Assert.That(decision.Denying.Select(f => f.Finding.Message.ToString()), Is.EqualTo(new[]
        {
            $"Container 'web' runs the image '{Reference}', which is not approved. Nobody approved it. Allowed: images approved for 'production' by 2 of alice, bob.",
        }));
    }

    [Test]
    public void Approved_image_is_accepted() => Assert.That(Judge(Pod, new ImageApproval(true, "Approved.")).Findings, Is.Empty);

    [Test]
    public void Approval_is_asked_for_in_the_namespace_of_the_workload()
    {
        string? asked = null;
        Judge(Pod, new ImageApprovals(space =>
        {
            asked = space;
            return new ImageApproval(true, "");
        }));
        Assert.That(asked, Is.EqualTo("shop"));
    }

    [Test]
    public void Image_whose_approvals_nobody_looked_up_has_no_verdict()
    {
        Decision decision = Engine(Settings).Evaluate(Request(Pod, null));
        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.NotEvaluated.Single().Message, Does.Contain("whose approvals nobody looked up"));
    }

    [Test]
    public void Image_that_needs_no_approval_is_not_asked_for() =>
        Assert.That(Engine(Settings with { Images = [new ImagePattern("other.example.com")] }).Evaluate(Request(Pod, null)).IsAllowed);

    [Test]
    public void Rule_that_is_switched_on_without_a_section_has_no_verdict()
    {
        Policy policy = Policy.Create().UseProfile(Profile.None).Rule("CSEC1010", new RuleSetting { Enabled = true }).Build();
        Decision decision = new PolicyEngine(policy).Evaluate(Request(Pod, null));
        Assert.That(decision.NotEvaluated.Single().Message, Does.Contain("does not say where approvals are kept"));
    }

    [Test]
    public void Rule_does_not_run_without_a_section() =>
        Assert.That(new PolicyEngine(Policy.Create().UseProfile(Profile.All).Build()).Rules.Select(r => r.Id), Has.None.EqualTo("CSEC1010"));

    private static Decision Judge(string pod, ImageApproval approval) => Judge(pod, new ImageApprovals(_ => approval));

    private static Decision Judge(string pod, ImageApprovals approvals) => Engine(Settings).Evaluate(Request(pod, approvals));

    private static PolicyEngine Engine(ApprovalSettings settings) => new(Policy.Create().UseProfile(Profile.None).Approvals(settings).Build());

    private static EvaluationRequest Request(string pod, ImageApprovals? approvals) => new(Source.FromText("pod.yaml", pod))
    {
        Images = approvals is null
            ? null
            : new Dictionary<string, ImageVerification> { [Reference] = ImageVerification.NotRequired with { Approvals = approvals } },
    };
}
