using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class ApiServerAdmissionPluginsTests
{
    [TestCase("--enable-admission-plugins")]
    [TestCase("--enable-admission-plugins", "--enable-admission-plugins=NodeRestriction,AlwaysAdmit")]
    [TestCase("--enable-admission-plugins", "--enable-admission-plugins=AlwaysPullImages,EventRateLimit,DenyServiceExternalIPs")]
    [TestCase("--disable-admission-plugins", "--disable-admission-plugins=ServiceAccount")]
    [TestCase("--disable-admission-plugins", "--disable-admission-plugins=MutatingAdmissionWebhook,NamespaceLifecycle")]
    [TestCase("--disable-admission-plugins", "--disable-admission-plugins=PodSecurity")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<ApiServerAdmissionPlugins>(setting), Is.Not.Null);

    [TestCase("--enable-admission-plugins", "--enable-admission-plugins=NodeRestriction,AlwaysPullImages,EventRateLimit,DenyServiceExternalIPs")]
    [TestCase(
        "--enable-admission-plugins", "--enable-admission-plugins=NodeRestriction,AlwaysPullImages", "--enable-admission-plugins=EventRateLimit,DenyServiceExternalIPs")]
    [TestCase("--disable-admission-plugins")]
    [TestCase("--disable-admission-plugins", "--disable-admission-plugins=DefaultStorageClass")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<ApiServerAdmissionPlugins>(setting), Is.Null);

    [Test]
    public void What_the_benchmark_only_asks_for_is_low() =>
        Assert.That(
            ControlPlaneManifest.Starting("kube-apiserver", "--enable-admission-plugins=NodeRestriction")
                .Judge<ApiServerAdmissionPlugins>().Single().Severity,
            Is.EqualTo(Severity.Low));
}
