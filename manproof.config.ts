import { type Config, defineConfig, hostTarget, simTarget, vmTarget } from 'manproof/config'

const config: Config = defineConfig({
  targets: [
    simTarget('rfc-v1'),
    simTarget('rfc-v2'),
    simTarget('linux-6.1'),
    simTarget('linux-6.12'),
    simTarget('linux-6.18'),
    simTarget('linux-7.2'),
    hostTarget(),
    vmTarget('6.1'),
    vmTarget('6.12'),
    vmTarget('newest'),
  ],
})

export default config
