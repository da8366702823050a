using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using k8s.Models;

namespace ContainerSecurity.Kubernetes.Tests;

public class KubernetesHardeningTests
{
    private static readonly Policy Restricted = Policy.Create().UseProfile(Profile.Restricted).Build().WithHardening();

    private static V1Pod Pod() => new()
    {
        Metadata = new V1ObjectMeta { Name = "web" },
        Spec = new V1PodSpec
        {
            Containers = [new V1Container { Name = "app", Image = "nginx:1.27",
            SecurityContext = new V1SecurityContext { RunAsUser = 1000 } }]
        },
    };

    [Test]
    public void Pod_comes_back_hardened_and_the_one_given_stays()
    {
        V1Pod pod = Pod();

        HardenedObject<V1Pod> hardened = Restricted.Harden(pod);

        V1SecurityContext context = hardened.Object.Spec.Containers[0].SecurityContext;
        Assert.That(context.AllowPrivilegeEscalation, Is.False);
        Assert.That(context.Capabilities.Drop, Is.EqualTo(new[] { "ALL" }));
        Assert.That(context.RunAsUser, Is.EqualTo(1000));
        Assert.That(hardened.Object.Spec.SecurityContext.RunAsNonRoot, Is.True);
        Assert.That(hardened.Object.Spec.SecurityContext.SeccompProfile.Type, Is.EqualTo("RuntimeDefault"));
        Assert.That(pod.Spec.SecurityContext, Is.Null);
        Assert.That(new PolicyEngine(Restricted).Evaluate(hardened.Object).IsAllowed);
        Assert.That(Restricted.Harden(hardened.Object).Object, Is.SameAs(hardened.Object));
    }

    [Test]
    public void Template_of_a_deployment_is_hardened()
    {
        var deployment = new V1Deployment
        {
            Metadata = new V1ObjectMeta { Name = "web" },
            Spec = new V1DeploymentSpec { Template = new V1PodTemplateSpec { Spec = Pod().Spec } }
        };

        HardenedObject<V1Deployment> hardened = new Hardener(Restricted).Harden(deployment);

        Assert.That(hardened.Object.Spec.Template.Spec.SecurityContext.RunAsNonRoot, Is.True);
        Assert.That(hardened.Result.Left, Is.Empty);
    }

    [Test]
    public void List_is_given_back_as_it_is()
    {
        var list = new V1PodList { Items = [Pod(), Pod()] };

        Assert.That(Restricted.Harden(list).Object, Is.SameAs(list));
    }
}
