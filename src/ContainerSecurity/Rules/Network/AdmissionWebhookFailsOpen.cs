using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7044: an admission webhook that cannot be reached lets nothing through (NIST SP 800-190 3.3.1).</summary>
internal sealed class AdmissionWebhookFailsOpen() : Rule(new("CSEC7044", "admission-webhook-fails-open", Severity.Low,
    "Admission webhook is passed over when it fails",
    "Write 'failurePolicy: Fail', and leave the webhook's own namespace out by 'namespaceSelector'.")
{
    References = ["NIST SP 800-190 3.3.1"],
}), IJudges<AdmissionWebhooks>
{
    public void Judge(AdmissionWebhooks resource, RuleContext context)
    {
        foreach (NodeView webhook in resource.Webhooks.Items.Where(w => w.IsKnown).Select(w => w.Value))
            if (webhook.Text("failurePolicy") is var policy && policy.Is("Ignore"))
                context.Report(
                    policy,
                    $"{resource}: the API server goes on without '{webhook.Text("name").Or("the webhook")}' when it does not answer, "
                        + $"so stopping it is a way past it (failurePolicy: Ignore). Allowed: Fail.");
    }
}
