using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class SecretsNotEncryptedAtRestTests
{
    [TestCase("--encryption-provider-config")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<SecretsNotEncryptedAtRest>(setting), Is.Not.Null);

    [TestCase("--encryption-provider-config", "--encryption-provider-config=/enc.yaml")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<SecretsNotEncryptedAtRest>(setting), Is.Null);

    [TestCase("[{resources: [secrets], providers: [{identity: {}}, {aescbc: {}}]}]", Severity.Medium)]
    [TestCase("[{resources: [configmaps], providers: [{aescbc: {}}]}]", Severity.Medium)]
    [TestCase("[{resources: [secrets], providers: [{aesgcm: {}}]}]", Severity.Low)]
    [TestCase("[{resources: [secrets], providers: [{identity: {}}]}, {resources: [secrets], providers: [{kms: {}}]}]", Severity.Medium)]
    [TestCase("[]", Severity.Medium)]
    public void Configuration_that_writes_Secrets_as_they_are_is_reported(string resources, Severity severity) =>
        Assert.That(Judge(resources).Single().Severity, Is.EqualTo(severity));

    [TestCase("[{resources: [secrets], providers: [{aescbc: {}}, {identity: {}}]}]")]
    [TestCase("[{resources: [configmaps, secrets], providers: [{kms: {}}]}]")]
    [TestCase("[{resources: [\"*.*\"], providers: [{secretbox: {}}]}]")]
    [TestCase("[{resources: [\"*.\"], providers: [{secretbox: {}}]}]")]
    public void Configuration_that_encrypts_is_not_reported(string resources) => Assert.That(Judge(resources), Is.Empty);

    private static IReadOnlyList<Finding> Judge(string resources) =>
        new Manifest($"apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources: {resources}\n").Judge<SecretsNotEncryptedAtRest>();
}
