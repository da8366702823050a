using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using k8s.Models;
using NUnit.Framework.Constraints;
using NUnit.Framework.Internal;

namespace ContainerSecurity.NUnit.Tests;

/// <summary>People's own tests: what complies passes, what does not fails with the findings as a person reads them.</summary>
public sealed class CompliesTests
{
    private const string Fine = "{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop }, spec: { containers: [ { name: app, image: 'a.example/web:1.2' } ] } }";
    private const string Bad = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  containers:\n    - name: app\n"
        + "      image: a.example/web:1.2\n      securityContext:\n        privileged: true\n";

    private static readonly Policy Baseline = Policy.Create().Named("house").UseProfile(Profile.Baseline).Build();

    [Test]
    public void A_manifest_that_complies_passes() => Assert.That(Fine, Complies.With(Baseline));

    [Test]
    public void A_manifest_that_does_not_comply_fails_with_place_rule_message_and_remedy() =>
        Assert.That(MessageOf(Bad, Complies.With(Baseline)),
            Does.Contain("allowed by the policy 'house'").And.Contain("(text):9:").And.Contain("CSEC2001 privileged-container (critical)")
                .And.Contain("Not allowed: 1 denied."));

    [Test]
    public void An_expected_finding_must_be_there_and_no_other()
    {
        Assert.That(Bad, Complies.With(Baseline).ExceptFor("CSEC2001"));
        Assert.That(Bad, Complies.With(Baseline).ExceptFor("privileged-container"));
        Assert.That(MessageOf(Fine, Complies.With(Baseline).ExceptFor("CSEC2001")), Does.Contain("CSEC2001 privileged-container was expected"));
        Assert.That(MessageOf(Bad, Complies.With(Baseline).ExceptFor("CSEC3001")), Does.Contain("CSEC2001").And.Contain("CSEC3001"));
    }

    [Test]
    public void A_rule_that_the_policy_does_not_run_cannot_be_expected() =>
        Assert.That(() => Complies.With(Baseline).ExceptFor("CSEC2002x"), Throws.ArgumentException.With.Message.Contains("runs no rule 'CSEC2002x'"));

    [Test]
    public void Objects_of_the_client_are_judged_by_their_fields()
    {
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "shop" },
            Spec = new V1PodSpec { Containers = [new V1Container { Name = "app", Image = "a.example/web:1.2" }] },
        };
        Assert.That(pod, Complies.With(Baseline));
        Assert.That(pod.Spec, Complies.With(Baseline));
        pod.Spec.HostNetwork = true;
        Assert.That(MessageOf(pod, Complies.With(Baseline)), Does.Contain("Pod/shop/web spec.hostNetwork"));
        Assert.That(new[] { pod, pod }, Complies.With(Baseline).ExceptFor("host-network"));
    }

    [Test]
    public void Resources_and_decisions_are_judged_as_they_are()
    {
        IReadOnlyList<Resource> resources = KubernetesReader.Read(new DocumentReader().Read(Bad, "pod.yaml").Documents[0], []);
        Assert.That(resources, Complies.With(Baseline).ExceptFor("CSEC2001"));
        Assert.That(new PolicyEngine(Baseline).Evaluate(Fine, "pod.yaml"), Complies.With(Baseline));
    }

    [Test]
    public void Files_and_folders_are_read()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string file = Write(folder, "pod.yaml", Bad);
        Assert.That(new FileInfo(file), Complies.With(Baseline).ExceptFor("CSEC2001"));
        Write(folder, "fine.yaml", Fine);
        Assert.That(new DirectoryInfo(folder), Complies.With(Baseline).ExceptFor("CSEC2001"));
        Assert.That(MessageOf(new DirectoryInfo(folder), Complies.With(Baseline)), Does.Contain("pod.yaml:9:"));
    }

    [TestCase("", TestName = "an empty text")]
    [TestCase("deploy/web.yaml", TestName = "the path of a file")]
    [TestCase("kind: [", TestName = "a text that is no YAML")]
    public void What_is_nothing_to_judge_does_not_comply(string text) =>
        Assert.That(MessageOf(text, Complies.With(Baseline)), Is.Not.Empty);

    [Test]
    public void A_file_that_is_not_there_and_an_empty_folder_do_not_comply()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        Assert.That(MessageOf(new FileInfo(Path.Combine(folder, "none.yaml")), Complies.With(Baseline)), Does.Contain("none.yaml"));
        Assert.That(MessageOf(new DirectoryInfo(folder), Complies.With(Baseline)), Does.Contain("nothing to judge"));
    }

    [Test]
    public void What_cannot_be_judged_is_refused()
    {
        Assert.That(() => Complies.With(Baseline).ApplyTo(42), Throws.ArgumentException.With.Message.Contains("Int32"));
        Assert.That(() => Complies.With(Baseline).ApplyTo((V1Pod?)null), Throws.ArgumentException.With.Message.Contains("null"));
        Assert.That(() => Complies.With(Baseline).ApplyTo(new V1Pod?[] { null }), Throws.ArgumentException);
    }

    private static string MessageOf<T>(T subject, CompliesConstraint constraint)
    {
        ConstraintResult result = constraint.ApplyTo(subject);
        Assert.That(result.IsSuccess, Is.False);
        using var writer = new TextMessageWriter();
        result.WriteMessageTo(writer);
        return writer.ToString();
    }

    private static string Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
