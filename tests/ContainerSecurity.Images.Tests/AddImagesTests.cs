using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace ContainerSecurity.Images.Tests;

public class AddImagesTests
{
    /// <summary>A value of a form that only a policy of one's own knows.</summary>
    private static readonly string Own = string.Concat("acme_", "7f3k9Qz2Lw8Xv5Tn");

    [Test]
    public async Task Images_are_read_with_the_options_and_the_detector_of_the_policy()
    {
        using var layout = new TestLayout();
        layout.AddImage("1", new TarBuilder().File("app/settings.txt", $"token is {Own}").ToArray());
        Policy policy = Policy.Default with { Secrets = new SecretSettings { Patterns = [new SecretPattern("acme-token", "Acme", "acme_[A-Za-z0-9]{16}")] } };
        using ServiceProvider services = Build(s =>
        {
            s.AddContainerSecurity().AddImages();
            s.AddContainerSecurity("own", o => o.Policy = policy).AddImages(new ImageReaderOptions { Limits = ImageReadLimits.Default });
        });

        Image plain = await services.GetRequiredService<IImageReader>().ReadAsync(layout.Path);
        Image found = await services.GetRequiredKeyedService<IImageReader>("own").ReadAsync(layout.Path);

        Assert.Multiple(() =>
        {
            Assert.That(plain.Files.Sum(f => f.Secrets.Count), Is.Zero);
            Assert.That(found.Files.Sum(f => f.Secrets.Count), Is.EqualTo(1));
            Assert.That(services.GetRequiredService<IPolicyEngine>().Evaluate(found).Findings, Is.Not.Empty);
        });
    }

    [Test]
    public void Options_hold_for_each_reading()
    {
        using var layout = new TestLayout();
        layout.AddImage("1", new TarBuilder().File("app/settings.txt", "text").ToArray());
        using ServiceProvider services = Build(s => s.AddContainerSecurity().AddImages(new ImageReaderOptions { Platform = new ImagePlatform("plan9", "mips", "") }));

        Assert.That(() => services.GetRequiredService<IImageReader>().ReadAsync(layout.Path + ":none"), Throws.InstanceOf<ImageReadException>());
    }

    private static ServiceProvider Build(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
